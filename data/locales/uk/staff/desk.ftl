# Робочий стіл, списки заходів і поданого, події, що прийшли «звідусіль».

## Кнопки столу

desk-button = До столу
desk-add-event = Додати подію
desk-measures = Мої заходи
desk-report = Річний звіт
desk-submitted = Подане
desk-guide = Довідка
desk-continue = Продовжити: { $name }
desk-mend = Виправити: { $name }
desk-submit-ready = Подати все готове ({ $count })
page-before = ‹ Раніше
page-after = Далі ›

## Стіл

desk-title = Робочий стіл: { $name }
desk-title-coordinator = Робочий стіл координатора
desk-title-overseer = Робочий стіл: перегляд
desk-owed =
    { $owed ->
        [0] Звіти за { $year } рік: усе подано. Дякуємо!
        [one] Звіти за { $year } рік: ще { $owed } з { $total }, подати до { $due }.
        [few] Звіти за { $year } рік: ще { $owed } з { $total }, подати до { $due }.
       *[many] Звіти за { $year } рік: ще { $owed } з { $total }, подати до { $due }.
    }
desk-late =
    { $late ->
        [one] { $late } звіт уже мав надійти. Подати ще можна до { $closes }.
        [few] { $late } звіти вже мали надійти. Подати ще можна до { $closes }.
       *[many] { $late } звітів уже мали надійти. Подати ще можна до { $closes }.
    }
desk-over = Звіти за { $year } рік: подано { $told } з { $total }.
desk-nothing-owed = За { $year } рік для вас заходів немає.
desk-returned = Повернули, щоб уточнити
desk-returned-line = { $measure }: { $reason }
desk-in-season = Зараз на часі
desk-more-lines =
    { $count ->
        [one] і ще { $count } захід
        [few] і ще { $count } заходи
       *[many] і ще { $count } заходів
    }
desk-drafts =
    { $count ->
        [one] Чекає { $count } чернетка. Нічого не загубилося.
        [few] Чекають { $count } чернетки. Нічого не загубилося.
       *[many] Чекає { $count } чернеток. Нічого не загубилося.
    }
desk-term-over = Рішення діяло до { $last } року. Роки після нього — лише перегляд, доки рада не подовжить програму.
desk-hint = Можна просто надіслати фото, документ або текст: «Додати до звіту» зробить із нього подію.

## Що стоїть над столом, коли щось пішло не так

stale = Ця кнопка вже застаріла. Ось як є зараз.
already-saved = Подію вже збережено. Другий раз натискати не потрібно.
already-submitted = Звіт уже подано. Другий раз натискати не потрібно.
term-over = Цей рік — лише перегляд: строк програми минув.
year-closed = Цей рік уже закрито. Якщо щось треба додати, зверніться до координатора.
desk-denied = Для цього у вас немає прав. Якщо вони потрібні, зверніться до координатора.
desk-gone = Цього вже немає. Ось що є зараз.
desk-trouble = Щось не спрацювало з нашого боку. Збережене на місці, спробуйте ще раз.

## Стани

state-all = Усі
state-empty = не розпочато
state-draft = чернетка
state-submitted = на перевірці
state-returned = повернули
state-accepted = прийнято
state-excused = не потрібно
mark-empty = ⚪️
mark-draft = ✏️
mark-submitted = 📨
mark-returned = ↩️
mark-accepted = ✅
mark-excused = ➖

## Мої заходи й події

organisation-choose = За кого вносимо?
measures-title = Мої заходи, { $year }
measures-title-of = Заходи: { $name }, { $year }
measures-intro = Число поруч — скільки подій внесено. Натисніть захід, щоб їх переглянути або змінити.
measures-none = За { $year } рік заходів немає.
measures-other-year = Рік { $year }
entries-count =
    { $count ->
        [one] { $count } подія
        [few] { $count } події
       *[many] { $count } подій
    }
entries-none = Подій ще не внесено.
entry-button = { $date } · { $text }
entry-title = Подія { $date }
entry-on-behalf = внесено координатором
entry-change = Змінити
entry-remove = Видалити
entry-remove-sure = Видалити цю подію? Вона зникне зі списку й зі звіту, який ще не подано.
entry-remove-yes = Так, видалити
entry-remove-no = Ні, залишити
entry-removed = Подію видалено.
## Надіслане звідусіль

loose-title = Надіслане
loose-files =
    { $count ->
        [one] Прийнято { $count } файл: { $names }
        [few] Прийнято { $count } файли: { $names }
       *[many] Прийнято { $count } файлів: { $names }
    }
loose-ask = Що з цим зробити?
loose-add = Додати до звіту
loose-answer = Це відповідь на запитання
loose-answer-told = Вище чекає запитання: { $question }
loose-guide = Це запитання до довідника
loose-drop = Не зберігати
loose-choose = До якого заходу?
loose-dropped = Гаразд, не зберігаємо.
loose-other = Голос, відео та наліпки бот не відкриває. Надішліть текст, фото або документ.
