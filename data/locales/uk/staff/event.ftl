# Подія: від заходу до «Зберегти». Рядки «wrong-…» кажуть, що очікувалося, з прикладом.

## Кнопки всіх чернеток

draft-back = Назад
draft-skip = Пропустити
draft-cancel = Скасувати
draft-today = Сьогодні
draft-yesterday = Вчора
draft-no-money = Кошти не були потрібні
draft-files-done = Готово
draft-keep = Залишити так
draft-save = Зберегти
draft-change = ✏️ { $name }
draft-remove-file = ✖ { $name }

## Над запитанням

event-title = Нова подія
event-title-change = Зміна події
draft-place = Питання { $number } з { $total }
draft-on-behalf = За: { $name }
draft-remark = Координатор просить: { $reason }
draft-now = Зараз: { $answer }
draft-attached =
    { $count ->
        [one] Додано: { $name }. Усього { $count } файл.
        [few] Додано: { $name }. Усього { $count } файли.
       *[many] Додано: { $name }. Усього { $count } файлів.
    }
draft-attached-twice = { $name } уже додано.
draft-file-removed = Файл прибрано.
draft-no-names = Без імен, телефонів та адрес людей, яким допомогли.
draft-stale-typed = Тим часом чернетку змінили, тому відповідь не записано. Ваш текст лишився в чаті. Ось як є зараз.
## Запитання події

event-measure = До якого заходу належить подія?
event-date = Коли це було?
event-date-hint = Натисніть або напишіть дату: { $short }, { $full } чи «вчора».
event-text = Що зробили?
event-text-hint = Одне-два речення своїми словами. Наприклад: «Зустріч зі старшокласниками ліцею про права дитини».
event-people = Скільки людей було охоплено?
event-people-hint = Напишіть число, наприклад 45. Якщо не рахували — «Пропустити».
event-money = Скільки коштів витратили, тис. грн?
event-money-hint = Напишіть у тисячах: 12,5 — це 12 500 грн.
event-files = Є фото чи документи?
event-files-hint = Надсилайте по одному або альбомом, до 20 МБ кожен. Коли все — «Готово».
event-files-none = Поки що файлів немає.
event-files-list = Додано ({ $count }): { $names }
event-check = Усе правильно?
event-check-hint = Щоб змінити рядок, натисніть його кнопку.

## Рядки перегляду

line-measure = Захід
line-date = Дата
line-text = Що зробили
line-people = Людей
line-money = Кошти
line-files = Файли
line-personal = Персональні дані залишено, бо
line-status = Стан
line-events = Подій
line-reason = Причина
line-until = До коли
money-none = не були потрібні
money-sum = { $thousands } тис. грн
not-said = не вказано
files-count =
    { $count ->
        [0] немає
        [one] { $count } файл
        [few] { $count } файли
       *[many] { $count } файлів
    }

## Після збереження

event-saved = Збережено. Дякуємо!
event-saved-changed = Зміни збережено.
event-saved-line = { $measure }, { $date }
event-more = Додати ще одну
event-see = Події цього заходу

## Скасування

draft-cancel-sure = Скасувати? Відповіді цієї чернетки зникнуть.
draft-cancel-yes = Так, скасувати
draft-cancel-no = Ні, продовжити
draft-cancelled = Чернетку скасовано, її більше немає. Подане й збережене на місці.

## Персональні дані

personal-title = Схоже, тут є персональні дані
personal-hint = У звітах не має бути того, за чим можна впізнати людину, якій допомогли. Виділене краще прибрати.
personal-mend = Виправлю
personal-keep = Залишити, бо…
personal-reason = Чому це можна залишити?
personal-reason-hint = Наприклад: «Це ім'я лектора, воно було в оголошенні».
