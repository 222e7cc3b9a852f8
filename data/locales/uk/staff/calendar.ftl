# Календар програми, файл .ics.

calendar-title = Програма: дати { $year } року
calendar-deadline = Річні звіти за { $year } рік: останній день
calendar-deadline-about = Розділ VII програми: звіт раз на рік до 25 грудня; якщо це вихідний, то напередодні, в робочий день.
calendar-measure = Захід { $measure } «{ $name }»: { $who }
calendar-information = Для відома: у програмі на цей день заходів не названо.
calendar-button = 📅 Календар (.ics)
calendar-ready = Відкрийте файл на телефоні або комп'ютері: дати року потраплять у ваш календар із нагадуваннями.
