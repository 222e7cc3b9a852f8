# The words of a resident's buttons and screens. The language's name as it stands on its button:
language-name = English
language-choose = Choose a language.

## Buttons

button-rescue = Help now
button-home = To the start
button-hide = Hide
button-more = Other sections
button-more-tips = More tips
button-guide = Guide
button-back = Back
button-lines = Who answers now
button-local = Local services
button-programme = The programme
button-dates = Dates
button-who = Who carries it out
button-about = About the bot
button-traces = What stays on the phone
button-language = Language
button-human = Talk to a person
button-mistaken = A mistake, I meant another thing

## The first screen

home =
    Choose a section or write in your own words: an automatic directory answers, not a person.

    Nothing about you is kept here. What you type is deleted after the answer.
    «Hide» turns this screen neutral at once and clears the chat.
home-mistaken = All right, a misunderstanding. Here are all sections.
home-old-button = That button is out of date. Here is the start.
home-trouble = Something failed on our side. The numbers below work without the bot.

## The rescue card

rescue-title = If there is danger now

## Lines

filter-all = All lines
filter-silent = I cannot speak
filter-children = For children
filter-abroad = From abroad
filter-legal = Legal help
filter-psychological = Psychological
lines-title = { $filter }, { $time } in Kyiv
lines-now = Should be answering now
lines-not-checked = Hours are as the sources say, not yet checked by a call. Details on the cards.
line-abroad = from abroad { $number }
lines-unknown = Hours not certain, please check
lines-later = Opening later
hours-always = day and night
hours-open = answers until { $time }
hours-unknown = hours not certain, please check
hours-opens-today = opens at { $time }
hours-opens-tomorrow = opens tomorrow at { $time }
hours-opens-day = opens { $day } at { $time }
on-mon = on Monday
on-tue = on Tuesday
on-wed = on Wednesday
on-thu = on Thursday
on-fri = on Friday
on-sat = on Saturday
on-sun = on Sunday
card-calling = What happens when you call:
card-abroad = From abroad:
card-cost-free = Calls within Ukraine are free.
card-cost-free-mobile = Calls from mobile phones in Ukraine are free.
card-cost-unknown = The cost of a call is not certain.
card-languages = Languages: { $list }.
card-operator = Who answers: { $name }.
card-sources = Source: { $list }.
card-never-checked = Not yet checked by a call.
card-checked = Checked on { $date }.
card-checked-long-ago = Checked on { $date }, possibly out of date.

## Topics and checks

topic-say = What you can say
check-number = Question { $number } of { $total }
check-yes = Yes
check-no = No
check-skip = Skip
check-again = Start again

## About the bot

about-title = About this bot
about =
    This is an automatic directory of the community: numbers, services, rights. A program answers, not a person.
    The bot keeps no names, no numbers and none of your words. It never writes first.

    Telegram keeps chats in its cloud. They are not end-to-end encrypted here: every device with your account shows them.
    The bot does not call for help in your place. In danger: {police} or {emergency}.
traces-title = What goes and what stays
traces =
    «Hide» turns the screen neutral at once. Then the bot deletes this chat's messages younger than 48 hours. /hide and the word «hide» do the same.
    When you do not touch the screen for some minutes, it turns neutral by itself. After a failure of the bot this may not work. Messages older than 15 minutes are not answered, only deleted.
    The word «{ $word }» brings the numbers at any time.

    What stays: the chat in the list, older messages, notifications that somebody has already seen, other devices with your account, the call log. A spying program sees deleted things too.
    An empty phone may be noticed as well. Deleting only this chat is safer.
    You can delete the whole chat in Telegram or switch on auto-delete in it. To come back: the command /start.

## Services and the programme

local-title = Services of the community: { $town }
local-intro = What each service does.
local-unknown = Local numbers are not confirmed yet, so none is shown. Press a service to see what to do instead.
programme-title = The community's programme
programme-decision = Council decision No. { $number } of { $date }, for { $first }–{ $last }.
programme-over = The term of the programme has passed.
programme-coordinates = Coordination:
by-agreement = by agreement
programme-controls = Control:
measures-count =
    { $count ->
        [one] { $count } measure
       *[other] { $count } measures
    }
measure-term = Term:
measure-who = Carried out by:
measure-money = Money:
measure-result = Expected result:
dates-ours = Dates of the programme
dates-others = Other dates

## Answers to a text

found-choices = Perhaps you mean one of these. Choose the nearest.
found-not-ours = The bot knows nothing about this, sorry. It helps with safety, rights and support. If something has happened, the numbers are below.
found-nothing = The bot is not sure that it understood. Choose the nearest section or call: people answer the lines.
found-nothing-again = It is still not clear, and guessing would be wrong. «Who answers now» shows lines where a person listens.
found-not-text = The bot reads text only. It neither opens nor keeps files, voice or places. Choose a section or write a few words.
