# Перевірка: що подано, прийняти чи повернути, чим різняться версії; що про це кажуть виконавцям.

## Черга

waiting-title = На перевірці: { $count }
waiting-hint = Найдовше чекають — перші.
waiting-none = Усе перевірено. Нових звітів немає.
waiting-button = { $day } · { $measure }, { $name }
review-to-waiting = До черги

## Картка звіту

review-who = { $name }, { $year } рік
review-state = Звіт: { $state }
review-submitted = Подано { $day }: { $who }
review-on-behalf = Внесено координатором.
review-late = Подано після строку.
review-version = Версія звіту: { $number }.
review-decided-accepted = Прийнято { $day }: { $who }
review-decided-returned = Повернуто { $day }: { $who }
review-reopened = Відкрито знову { $day }: { $who }
review-reason = Причина: { $reason }
review-personal = Особисті дані залишено, бо: { $reason }
review-marked = Позначено, щоб уточнити
review-remark = { $step }: { $reason }
review-behind = За звітом: { $events }, { $files }
review-events =
    { $count ->
        [0] подій немає
        [one] { $count } подія
        [few] { $count } події
       *[many] { $count } подій
    }
review-files =
    { $count ->
        [0] файлів немає
        [one] { $count } файл
        [few] { $count } файли
       *[many] { $count } файлів
    }
review-own = Цей звіт подали ви. Прийняти його має інший координатор.
review-accept = Прийняти
review-return = Повернути
review-go-on-returning = Повернути: далі
review-reopen = Відкрити знову
review-see-events = Події ({ $count })
review-see-files = Файли ({ $count })
review-see-changes = Що змінилося
review-see-whole = Увесь текст: { $step }
review-to-report = До звіту
review-next = Наступний звіт
review-not-allowed-year = Цей рік — лише перегляд.

## Події, файли, зміни

review-events-title = Події за звітом
review-event = { $day }: { $text }
review-event-people = охоплено { $count }
review-files-title = Файли звіту і подій
review-files-hint = Натисніть файл, і він прийде в цей чат.
review-file-sent = Файл { $name } вище.
review-changes-title = Що змінилося
review-changes-between = Версія { $number }, { $day }, { $who }
review-changes-none = Відповіді ті самі.
review-changes-first = Це перша версія, порівнювати ні з чим.
review-changes-before = Було: { $answer }
review-changes-after = Стало: { $answer }
review-changes-earlier = Попередні зміни
review-changes-later = Наступні зміни
review-whole-title = { $step }

## Повернення

marking-title = Що уточнити?
marking-hint = Натисніть відповідь і напишіть, що в ній поправити. Повторний дотик знімає позначку. Виконавець побачить усе разом, коли ви натиснете «Повернути».
marking-on = ☑ { $step }
marking-off = ☐ { $step }
marking-send =
    { $count ->
        [one] Повернути ({ $count } відповідь)
        [few] Повернути ({ $count } відповіді)
       *[many] Повернути ({ $count } відповідей)
    }
marking-ask = Що поправити у відповіді «{ $step }»?
marking-ask-hint = Одне-два речення. Наприклад: «Додайте, скільки людей прийшло на зустріч».
marking-answer = Зараз там: { $answer }
marking-back = До позначок
return-nothing-marked = Спершу позначте, що саме уточнити, і напишіть чому.
reopen-title = Чому відкрити цей звіт знову?
reopen-hint = Одне-два речення. Наприклад: «Уточнили суму з місцевого бюджету».

## Після рішення

review-accepted = Прийнято. Дякуємо!
review-returned = Повернуто, щоб уточнити.
review-reopened-now = Звіт відкрито знову. Він чекає на рішення.
review-told =
    { $count ->
        [0] У чат не повідомлено нікого: зателефонуйте, будь ласка.
        [one] Повідомлено: { $names }
        [few] Повідомлено: { $names }
       *[many] Повідомлено: { $names }
    }
review-not-told = Не дійде в чат, зателефонуйте: { $names }
review-already-accepted = Цей звіт уже прийнято.
review-already-returned = Цей звіт уже повернуто.
review-not-accepted = Цей звіт зараз не прийнятий, відкривати його не потрібно.
review-changed = Звіт за цей час змінився. Ось найновіша версія.

## Що бачить виконавець

told-accepted = Звіт прийнято. Дякуємо!
told-returned = Звіт повернули, щоб уточнити
told-reopened = Прийнятий звіт відкрито знову
told-of = { $measure }, { $year } рік
told-mend = Виправити
told-returned-hint = «Виправити» запитає лише про це. Решта відповідей лишається.
