# Річний звіт: список заходів, запитання, подання, подане й повернуте.

## Список

report-list-title = Річний звіт { $year }
report-list-title-of = Річний звіт { $year }: { $name }
report-list-due = Подати до { $due }. Після { $closes } рік закривається.
report-list-closed = Рік закрито: лишився перегляд.
report-list-none = У цьому стані заходів немає.
report-list-hint = Натисніть захід. Підсумок складеться з подій сам, лишиться перевірити.
report-filter-all = Усі { $count }

## Захід

duty-result = Очікуваний результат: { $result }
duty-due = Подати до { $due }.
duty-late = Строк був { $due }. Подати ще можна до { $closes }.
duty-state = Стан звіту: { $state }
duty-start = Почати звіт
duty-continue = Продовжити звіт
duty-mend = Виправити
duty-open = Переглянути звіт
duty-entries = Події ({ $count })
duty-back = До списку

## Запитання

report-title = Звіт { $year }
report-title-mend = Звіт { $year }: виправлення
report-status = Як виконано захід?
report-gathered =
    { $count ->
        [one] З вашої { $count } події вже зібрано текст і числа. Змінити їх можна під час перевірки.
        [few] З ваших { $count } подій уже зібрано текст і числа. Змінити їх можна під час перевірки.
       *[many] З ваших { $count } подій уже зібрано текст і числа. Змінити їх можна під час перевірки.
    }
report-text = Що зроблено за рік?
report-text-hint = Кілька речень. Довгий текст теж підійде.
report-people = Скільки людей охоплено за рік?
report-people-hint = Число, наприклад 320.
report-events = Скільки подій відбулося?
report-events-hint = Число, наприклад 4.
report-money = Кошти за рік, тис. грн
report-money-source = Джерело: { $source }, інше оберіть кнопкою. Напишіть план і факт через риску, у тисячах: 10 / 8,5.
report-money-events = За вашими подіями витрачено { $spent }.
report-money-hint = Друге джерело можна додати під час перевірки.
report-money-gathered = План і факт по { $spent }
report-reason = Чому?
report-reason-hint = Одне-два речення. Наприклад: «Заняття перенесли на січень через карантин».
report-until = До коли планують виконати?
report-until-hint = Дата або місяць, наприклад 31.03 чи «березень».
report-files = Є фото чи документи до звіту?
report-files-hint = Файли подій уже тут. Надсилайте по одному або альбомом, до 20 МБ кожен. Коли все — «Готово».
report-check = Усе правильно?
report-check-hint = Щоб змінити рядок, натисніть його кнопку.
report-like-last-year = Як торік: { $answer }
report-submit = Подати
report-resubmit = Подати виправлене

status-done = Виконано
status-partly = Частково виконано
status-not-done = Не виконано
status-not-yet = Не настав час
status-obsolete = Втратило актуальність
source-local = місцевий бюджет
source-state = державний бюджет
source-other = інші джерела
source-local-button = Місцевий бюджет
source-state-button = Державний бюджет
source-other-button = Інші джерела
money-row = { $source }: план { $planned }, факт { $spent } тис. грн

## Подання

report-submitted = Звіт подано. Дякуємо!
report-resubmitted = Виправлення подано. Дякуємо!
report-submitted-next = Координатор перевірить і відповість сюди.
report-next = Наступний захід
ready-title =
    { $count ->
        [one] Готовий { $count } звіт
        [few] Готові { $count } звіти
       *[many] Готові { $count } звітів
    }
ready-none = Готових звітів поки немає. Звіт готовий, коли на всі його запитання є відповіді.
ready-hint = Перевірте список. Подати все разом?
ready-yes = Так, подати ({ $count })
ready-done =
    { $count ->
        [0] Усе готове вже подано.
        [one] Подано { $count } звіт. Дякуємо!
        [few] Подано { $count } звіти. Дякуємо!
       *[many] Подано { $count } звітів. Дякуємо!
    }

## Подане

submitted-title = Подане, { $year }
submitted-title-of = Подане: { $name }, { $year }
submitted-none = За { $year } рік ще нічого не подано.
submitted-hint = Натисніть звіт, щоб побачити відповіді, версії та зауваження.
report-page-title = Звіт { $year }: { $state }
report-submitted-on = Подано { $date }
report-first-submitted-on = Уперше подано { $date }, востаннє { $last }
report-decided-accepted = Прийнято { $date }
report-decided-returned = Повернуто { $date }
report-decision-reason = Координатор: { $reason }
report-remarks = Що просять уточнити
report-versions = Версії ({ $count })
report-version = Версія { $number }, { $date }
report-version-first = Перше подання.
report-version-same = Відповіді ті самі.
report-to-submitted = До поданого
