# Нагадування: що приходить людям програми, і що про це бачить координатор.

## Повідомлення

notice-title = Нагадування, { $day }
notice-for = За { $name } (відсутність):
notice-more =
    { $count ->
        [one] і ще { $count } захід
        [few] і ще { $count } заходи
       *[many] і ще { $count } заходів
    }
notice-days =
    { $days ->
        [one] { $days } день
        [few] { $days } дні
       *[many] { $days } днів
    }
notice-deadline-before = Звіти за { $year } рік подаємо до { $due }. Лишилося: { $left }. Ще відкрито:
notice-deadline-tomorrow = Завтра, { $due }, останній день для звітів за { $year } рік. Ще відкрито:
notice-deadline-today = Сьогодні останній день для звітів за { $year } рік. Ще відкрито:
notice-deadline-after = Строк для звітів за { $year } рік був { $due }. Подати ще можна до { $closes }. Чекаємо на:
notice-asked = Координатор просить подати звіти за { $year } рік, строк { $due }. Ще відкрито:
notice-duty = • { $measure }: { $state }
notice-state-empty = не розпочато
notice-state-draft = є чернетка
notice-state-returned =
    { $remarks ->
        [0] повернули, щоб уточнити
        [one] повернули, уточнити { $remarks } відповідь
        [few] повернули, уточнити { $remarks } відповіді
       *[many] повернули, уточнити { $remarks } відповідей
    }
notice-prepare = Готуємось: { $name }, { $days }. Хто проводить:
notice-prepare-line = • { $measure }: { $organisations }
notice-soon = Скоро { $name }, { $days }. Ваші заходи:
notice-soon-line = • { $measure }
notice-how-was-it = Як пройшло? { $name }, { $days }, уже позаду. Дата й захід заповнені, лишилося кілька слів:
notice-season = Починається час заходу. Події можна вносити одразу, як вони відбулися:
notice-mid-year = Минуло пів року, а за цими заходами ще немає жодної події. Якщо щось було, внесіть, поки пам'ятається:
notice-span = { $starts } – { $ends }
notice-board = Звіти за { $year } рік, строк { $due }. Подано { $submitted } з { $total }, прийнято { $accepted }.
notice-board-line = • { $organisation }: подано { $submitted } з { $total }
notice-board-all-done = Усі виконавці подали звіти. Дякуємо!
notice-waiting-review =
    { $count ->
        [one] На перевірку понад { $days } днів чекає { $count } звіт.
        [few] На перевірку понад { $days } днів чекають { $count } звіти.
       *[many] На перевірку понад { $days } днів чекають { $count } звітів.
    }
notice-waiting-returned =
    { $count ->
        [one] Повернули понад { $days } днів тому й не подали знову: { $count } звіт.
        [few] Повернули понад { $days } днів тому й не подали знову: { $count } звіти.
       *[many] Повернули понад { $days } днів тому й не подали знову: { $count } звітів.
    }
notice-contacts =
    { $count ->
        [one] Телефон { $count } служби давно не перевіряли дзвінком:
        [few] Телефони { $count } служб давно не перевіряли дзвінком:
       *[many] Телефони { $count } служб давно не перевіряли дзвінком:
    }
notice-contact = • { $name }
notice-contacts-hint = Зателефонуйте й запишіть дату перевірки в довіднику.
notice-failures =
    { $count ->
        [one] Не дійшло або невідомо, чи дійшло: { $count } нагадування. Перегляньте журнал.
        [few] Не дійшли або невідомо, чи дійшли: { $count } нагадування. Перегляньте журнал.
       *[many] Не дійшли або невідомо, чи дійшли: { $count } нагадувань. Перегляньте журнал.
    }

## Кнопки повідомлення

notice-open = { $measure }
notice-event = Як пройшло: { $measure }
notice-all = Усі звіти за { $year }
notice-later-tomorrow = Нагадати завтра
notice-later-monday = У понеділок
notice-nothing = Нічого звітувати
notice-away = Я у відпустці
notice-log = Журнал нагадувань
notice-desk = До столу
notice-again-on = Гаразд, нагадаємо { $day }.

## Нічого звітувати

nothing-choose = За яким заходом нічого звітувати?
nothing-none = Тут уже немає відкритих звітів.
nothing-why = { $measure }. Чому нічого звітувати?
nothing-not-yet = Не настав час
nothing-obsolete = Втратило актуальність
nothing-reason = { $measure }. Напишіть причину одним-двома реченнями. Наприклад: «Захід перенесли на наступний рік».
nothing-done = Записали: за цим заходом нічого звітувати. Координатор побачить причину.

## Нагадування: екран координатора

reminders-door = Нагадування
reminders-title = Нагадування
reminders-intro = Нагадування йдуть лише тим, хто ще винен звіт, у робочі години, раз на день кожній людині.
reminders-sums = За весь час: надіслано { $sent }, заплановано { $open }, не дійшло { $failed }, невідомо { $uncertain }, пропущено { $missed }.
reminders-decide =
    { $count ->
        [one] { $count } нагадування чекає на ваше рішення: невідомо, чи дійшло.
        [few] { $count } нагадування чекають на ваше рішення: невідомо, чи дійшли.
       *[many] { $count } нагадувань чекають на ваше рішення: невідомо, чи дійшли.
    }
reminders-calls =
    { $count ->
        [one] { $count } людині повідомлення не дійдуть: зателефонуйте.
        [few] { $count } людям повідомлення не дійдуть: зателефонуйте.
       *[many] { $count } людям повідомлення не дійдуть: зателефонуйте.
    }
reminders-button-preview = Що піде сьогодні
reminders-button-day = Інший день
reminders-button-log = Журнал
reminders-button-uncertain = Вирішити ({ $count })
reminders-button-calls = Зателефонуйте ({ $count })
reminders-button-rules = Правила
reminders-button-these = Нагадати всім, хто винен
reminders-back = До нагадувань

preview-title = Що піде { $day }
preview-none = Цього дня нікому нічого не йде.
preview-off = Це неробочий день: нічого не надсилаємо.
preview-rules = Чому: { $rules }
preview-before = ‹ { $day }
preview-after = { $day } ›
preview-now = Показано за тим, що подано на зараз: хто подасть звіт, тому не нагадаємо.
preview-ask-day = Який день показати? Напишіть дату, наприклад { $example }.
preview-wrong-day = Потрібна дата: «завтра», «20.12», «25 грудня» або { $example }.
log-title = Журнал нагадувань
log-title-state = Журнал: { $state }
log-none = Тут порожньо.
log-line = • { $day } { $name}: { $rule }, { $state }
log-button = { $day } { $name }
log-all = Усі
log-before = ‹ Новіші
log-after = Давніші ›

one-title = Нагадування, { $day }
one-person = Кому: { $name }
one-meant = За кого: { $name }
one-rule = Про що: { $rule }
one-state = Стан: { $state }
one-moment = Змінено: { $moment }
one-attempts = Спроб: { $count }
one-uncertain = Telegram не відповів, тож невідомо, чи дійшло. Запитайте людину або гляньте, чи подала вона звіт. Самі ми вдруге не надсилаємо, щоб не було двох однакових.
one-blocked = Людина зупинила бота або ще не починала розмову з ним. Зателефонуйте: { $phone }
one-no-phone = номера не записано, додайте його в картці людини
one-came = Дійшло
one-again = Надіслати ще раз
one-settled-came = Записали: дійшло.
one-settled-again = Гаразд, надішлемо ще раз у робочий час.

calls-title = Зателефонуйте
calls-none = Усі, хто приєднався, отримують повідомлення.
calls-line = • { $name } ({ $organisation }): { $why }. { $phone }
calls-why-blocked = зупинила бота
calls-why-invited = ще не відкрила запрошення
calls-why-waiting = чекає підтвердження
calls-why-none = немає жодного виконавця
calls-organisation = • { $organisation }: { $why }.
calls-no-phone = Номера не записано.

rules-title = Правила нагадувань
rules-intro = Правило на паузі нікому нічого не надсилає. Пропущене за час паузи не надходить потім.
rules-line = • { $name }: { $who }{ $state }
rules-paused = , на паузі
rules-going = { "" }
rules-pause = Пауза: { $name }
rules-resume = Увімкнути: { $name }
rules-to-executor = виконавцям
rules-to-coordinator = координаторам
rules-to-overseer = тим, хто контролює

rule-deadline = Строк звіту
rule-prepare = Готуємось до дати
rule-soon = Скоро дата
rule-how-was-it = Як пройшло
rule-season = Починається час заходу
rule-mid-year = Пів року без подій
rule-digest = Зведення
rule-waiting = Що чекає перевірки
rule-contacts = Перевірка телефонів
rule-failures = Що не дійшло
rule-overseers = Стан програми
rule-again = Нагадати ще раз
rule-asked = Прохання координатора

notice-state-planned = заплановано
notice-state-sending = надсилається
notice-state-sent = надіслано
notice-state-postponed = відкладено
notice-state-blocked = заблоковано
notice-state-failed = не прийнято
notice-state-uncertain = невідомо
notice-state-missed = пропущено
notice-state-cancelled = скасовано, нічого казати

these-title =
    { $count ->
        [one] Нагадати { $count } людині
        [few] Нагадати { $count } людям
       *[many] Нагадати { $count } людям
    }
these-door = Нагадати тим, хто винен
these-text = Ось що вони отримають:
these-none = Тут нікому нагадувати: усе подано, або людям уже нагадали сьогодні.
these-send = Надіслати
these-sent =
    { $count ->
        [one] Гаразд, нагадаємо { $count } людині.
        [few] Гаразд, нагадаємо { $count } людям.
       *[many] Гаразд, нагадаємо { $count } людям.
    }
