# «Стан» року та подовження: те, що бачать координатор, заступник міського голови і комісія.

## Рядки столу

desk-board = Стан
desk-waiting = На перевірку ({ $count })
desk-on-behalf = За організацію
desk-summary = Зведений звіт
desk-extensions = Подовження

## Стан

board-title = Стан звітів за { $year } рік
board-picture-title = Звіти за { $year } рік
board-as-of = станом на { $moment }
board-late-word = із запізненням
board-read-only = Цей рік — лише перегляд: строк програми минув.
board-none = За { $year } рік звітів не очікується.
board-nothing-chosen = Такого немає. Змініть відбір нижче.
board-chosen = Показано: { $what }
board-expected =
    { $count ->
        [one] Очікується { $count } звіт
        [few] Очікується { $count } звіти
       *[many] Очікується { $count } звітів
    }
board-dates = Подати до { $due }, приймаємо до { $closes }.
board-submitted = Подано: { $count } ({ $percent } %)
board-on-time = вчасно: { $count } ({ $percent } %)
board-late = із запізненням: { $count }
board-accepted = Прийнято: { $count }
board-waiting = На перевірці: { $count }
board-returned = Повернуто: { $count }
board-missing = Ще не подано: { $count }
board-overdue = з них уже мали надійти: { $count }
board-by-organisation = За організаціями
board-organisation = { $name }: подано { $submitted } з { $expected }, вчасно { $on_time }, прийнято { $accepted }
board-caption = Звіти за { $year } рік, { $moment }. Подано { $submitted } з { $expected }, прийнято { $accepted }.

## Кнопки стану

board-picture = Картинкою
board-to = До стану
board-all = Показати все
board-choose-organisation = Організація
board-choose-section = Розділ
board-choose-state = Стан звіту
board-choose-year = Рік
board-choose-organisation-title = Яку організацію показати?
board-choose-section-title = Який розділ програми показати?
board-choose-state-title = Звіти в якому стані показати?
board-choose-year-title = Який рік показати?
board-every = Усі
figure-expected = Усі ({ $count })
figure-submitted = Подано ({ $count })
figure-on-time = Вчасно ({ $count })
figure-late = Запізнилися ({ $count })
figure-missing = Не подано ({ $count })
figure-overdue = Прострочено ({ $count })
figure-waiting = Перевірити ({ $count })
figure-returned = Повернуто ({ $count })
figure-accepted = Прийнято ({ $count })
figure-title-expected = Усі звіти
figure-title-submitted = Подано
figure-title-on-time = Подано вчасно
figure-title-late = Подано із запізненням
figure-title-missing = Ще не подано
figure-title-overdue = Не подано, хоча строк минув
figure-title-waiting = На перевірці
figure-title-returned = Повернуто, щоб уточнити
figure-title-accepted = Прийнято
board-list-none = Тут порожньо.
board-list-page = Сторінка { $page } з { $pages }
board-list-line = { $measure }, { $name }

## Картка одного звіту

card-who = Виконує: { $name }
card-state = Звіт: { $state }
card-late = із запізненням
card-overdue = строк подання минув
card-dates = Подати до { $due }. Приймаємо до { $closes }.
card-extended = Строк подовжено.
card-entries =
    { $count ->
        [0] Подій не внесено.
        [one] Внесено { $count } подію.
        [few] Внесено { $count } події.
       *[many] Внесено { $count } подій.
    }
card-submitted = Подано { $day }.
card-status = У звіті: { $status }.
card-on-behalf = Внесено координатором.
card-review = Відкрити звіт
card-enter = Внести за організацію
card-extend = Подовжити строк

## За організацію

behalf-title = За організацію
behalf-intro = Оберіть, за кого внести подію або звіт. Внесене позначиться: «внесено координатором».
behalf-of = За організацію: { $name }
behalf-what = Що внести чи переглянути?
behalf-entries = Заходи й події
behalf-other = Інша організація

## Подовження

extensions-title = Подовження строків, { $year }
extensions-intro = Строк подання і день, коли приймання закривається, — різні дати. Подовження пересуває обидві, якщо його день пізніший.
extensions-none = За { $year } рік подовжень немає.
extension-new = Подовжити строк
extension-line = до { $until }: { $name }, { $what }
extension-ended = припинено
extension-all = усі заходи
extension-all-button = Усі заходи
extension-whom = Кому подовжити строк?
extension-what = Для якого заходу подовжити?
extension-what-whom = Подовження для: { $name }
extension-for = { $name }: { $what }
extension-ask-until = До якого дня подовжити? Напишіть дату, наприклад 15.01.{ $next }. Не пізніше { $last }.
extension-ask-name = Як назвати це подовження? Коротко, наприклад: Подовження на час відпустки.
extension-ask-reason = Чому строк подовжується? Наприклад: відповідальна особа у відпустці до 10.01.{ $next }.
extension-until-given = Новий строк: { $until }
extension-name-given = Назва: { $name }
extension-wrong-until = Тут потрібна дата після сьогодні й не пізніше { $last }, наприклад { $last }.
extension-wrong-name = Тут потрібна назва з 3–120 літер, наприклад: Подовження на час відпустки.
extension-wrong-reason = Тут потрібна причина з 5–1000 літер, наприклад: відповідальна особа у відпустці.
extension-too-late = Звіти за цей рік уже не подовжуються: після 31 березня рада має свій звіт.
extension-drop = Не подовжувати
extension-dropped = Гаразд, строк лишився як був.
extension-now-given = Строк подовжено.
extension-title = Подовження
extension-about = { $name }
extension-until = Новий строк: { $until }
extension-reason = Причина: { $reason }
extension-by = Подовжено { $day }: { $who }
extension-end = Припинити подовження
extension-end-sure = Припинити це подовження? Діятимуть звичайні дати.
extension-end-yes = Так, припинити
extension-end-no = Ні, залишити
extension-now-ended = Подовження припинено. Діють звичайні дати.
extension-ended-already = Це подовження вже припинено.
extension-to-list = До подовжень
extension-told = Вашій організації подовжили строк подання звітів: { $what }, до { $until }. Причина: { $reason }
