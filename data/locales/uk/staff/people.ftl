# Люди програми: запрошення, дошка, картка, відпустки. Те, що бачить майбутній працівник до
# підтвердження, нейтральне: посилання могла відкрити й стороння людина.

people-to-desk = До столу
people-to-board = До списку людей
people-to-card = До картки
people-cancel = Скасувати

## Двері на столі

people-door = Люди
people-door-away = Я у відпустці
people-door-back = Моя відпустка
people-menu-staff = Робочий стіл

## Дошка

people-title =
    { $count ->
        [one] Люди програми: { $count } людина
        [few] Люди програми: { $count } людини
       *[many] Люди програми: { $count } людей
    }
people-board-line = • { $name }: { $state }
people-board-away = у відпустці до { $until }
people-board-button = { $name }
people-board-button-waits = Чекає: { $name }
people-page-before = ‹ Раніше
people-page-after = Далі ›
people-left = Більше не працюють
people-no-organisation = без організації
people-unnamed = без імені
people-invite = Запросити

## Як далеко людина дійшла

people-state-unsent = посилання ще не створено
people-state-sent = запрошено, посилання діє до { $until }
people-state-opened = посилання відкрито, чекає підтвердження до { $until }
people-state-expired = посилання вже не діє, створіть нове
people-state-confirmed = працює
people-state-moving = працює; посилання на новий телефон діє до { $until }
people-state-moved = працює; новий телефон чекає підтвердження до { $until }
people-state-frozen = доступ призупинено
people-state-dismissed = доступ закрито

## Картка

people-role-executor = виконавець
people-role-coordinator = координатор
people-role-overseer = контроль (лише перегляд)
people-card-state = Стан: { $state }
people-card-phone = Телефон: { $phone }
people-card-away = У відпустці до { $until }
people-card-unreachable = Бот не може написати цій людині: чат заблоковано. Краще зателефонувати.
people-renew = Нове посилання
people-new-phone = Новий телефон
people-name = Ім'я
people-phone = Телефон
people-away = Відпустка
people-freeze = Призупинити
people-unfreeze = Повернути доступ
people-dismiss = Звільнити
people-dismiss-sure = Закрити доступ для «{ $name }»? Усі чернетки й звіти залишаться організації.
people-dismiss-yes = Так, закрити доступ
people-dismiss-no = Ні, залишити
people-confirm = Підтвердити
people-refuse = Не та людина

## Запрошення

people-invite-role = Кого запрошуємо?
people-role-choose-executor = Виконавця
people-role-choose-coordinator = Координатора
people-role-choose-overseer = Для контролю (лише перегляд)
people-invite-organisation = Яку організацію представляє ця людина?
people-ask-name =
    Запрошуємо: { $post }.
    Хто обіймає цю посаду? Напишіть ім'я, наприклад: Олена Коваль, методистка.
people-name-wrong = Потрібне ім'я словами, до { $most } знаків. Наприклад: Олена Коваль, методистка.
people-ask-phone = Службовий телефон ({ $name }), якщо є. Наприклад: 0ХХ ХХХ ХХ ХХ.
people-phone-wrong = Потрібен номер телефону цифрами. Наприклад: 0ХХ ХХХ ХХ ХХ.
people-phone-skip = Без телефону
people-phone-remove = Прибрати телефон
people-saved = Збережено.
people-link-ready = Посилання готове. Воно в окремому повідомленні нижче: перешліть його цій людині.
people-link =
    Добрий день! Ваше особисте посилання для входу до довідника громади:
    { $link }
    Воно для однієї людини й діє до { $until }.

## Приєднання

people-waiting =
    Вітаємо! Це запрошення для: { $name } ({ $post }).
    Залишився один крок: координатор має підтвердити, що це ви. Щойно це станеться, сюди прийде повідомлення.
    Довідник для жителів відкривається командою /start.
people-opened = Посилання для «{ $name }» ({ $where }) відкрито. Підтвердити цю людину?
people-opened-by = В обліковому записі Telegram вказано: { $account }.
people-opened-hint = Якщо є сумнів, зателефонуйте: посилання могли переслати іншим.
people-confirmed = Підтверджено: { $name }. Людина вже має доступ, ми про це написали.
people-refused = Гаразд, доступу не надано. Щоб запросити ще раз, натисніть «Нове посилання».
people-welcome = Вас підтверджено: { $name }
people-welcome-how = Робочий стіл відкривається кнопкою нижче або командою /staff.
people-access-changed = Доступ змінено.
people-own-link = Це посилання для іншої людини. Перешліть його, не відкриваючи.
people-already-in = Ви вже маєте доступ.

## Що змінилося тим часом

people-changed = Тим часом щось змінилося. Ось як є зараз.
people-decided = Це вже вирішено. Ось як є зараз.
people-account-taken = Цей обліковий запис уже має інша людина зі списку.
people-name-first = Спершу потрібне ім'я.
people-frozen-first = Спершу поверніть доступ, тоді створюйте посилання.
people-last-coordinator = Це останній координатор. Спершу запросіть і підтвердьте іншого.
people-frozen-now = Доступ призупинено. Діє з цієї миті.
people-unfrozen-now = Доступ повернуто.
people-dismissed-now = Доступ закрито. Чернетки залишилися організації.
people-not-away = Відпустки зараз немає.
people-no-such-deputy = Ця людина зараз не може замінити. Оберіть іншу.

## Відпустка

people-away-own = Моя відпустка
people-away-of = Відпустка: { $name }
people-away-ask = До якого дня включно? Оберіть або напишіть дату, наприклад { $example }.
people-away-wrong = Потрібна дата: сьогодні або пізніше, не далі року. Наприклад: { $example }.
people-away-until = У відпустці до { $until } включно. Нагадувань у ці дні не буде.
people-away-offer = До { $until }
people-away-change = Змінити дату
people-deputy-ask = Хто замінює? Нагадування отримуватиме ця людина.
people-deputy-none = Замінити зараз нікому: інших людей у списку немає.
people-deputy-nobody = Без заміни
people-deputy-is = Замінює: { $name }.
people-deputy-is-nobody = Без заміни.
people-come-back = Повернення раніше
people-back-own = Вітаємо з поверненням! Нагадування знову надходитимуть вам.
people-back-of = { $name }: відпустку завершено.
people-stands-in = До { $until } ви замінюєте: { $name }. Нагадування надходитимуть вам.
