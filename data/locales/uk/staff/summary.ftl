# Зведений звіт: Word, Excel, ZIP.

summary-title = Зведений звіт за { $year } рік
summary-accepted = Прийнято { $accepted } з { $expected } звітів. У звіт увійдуть лише прийняті.
summary-with-drafts = Увійде все, що вже внесено, з позначкою «чернетка» на кожній сторінці. Прийнято { $accepted } з { $expected } звітів.
summary-missing =
    { $count ->
        [0] Прийнято всі звіти.
        [one] Не прийнято { $count } звіт, його буде названо в переліку.
        [few] Не прийнято { $count } звіти, їх буде названо в переліку.
       *[many] Не прийнято { $count } звітів, їх буде названо в переліку.
    }
summary-none = За { $year } рік звітів не очікується.
summary-word = Word
summary-excel = Excel
summary-zip = ZIP з файлами
summary-drafts-on = ☑ З чернетками
summary-drafts-off = ☐ З чернетками
summary-other-year = Рік { $year }
summary-making = Готую звіт за { $year } рік… Це кілька секунд.
summary-done = Звіт за { $year } рік готовий: файл вище. Дані станом на { $moment }.
summary-again = До зведеного звіту
summary-limit = На сьогодні досить: за день можна зробити до 10 зведених звітів. Завтра можна знову.
summary-slow = Звіт готується надто довго. Спробуйте ще раз трохи згодом.
summary-too-big = Файлів забагато для чату: { $size } МБ, а Telegram приймає до { $limit } МБ. Архів можна зробити на сервері: python -m bot export --year { $year } --out zvit.zip
summary-report = річний звіт
summary-event = подія { $day }
summary-file-name = Зведений звіт { $year }
summary-file-name-draft = Зведений звіт { $year } (чернетка)
