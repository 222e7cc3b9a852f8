# Люди програми: стіл, запрошення, дошка, картка, відпустки. Кожен рядок — звичайною мовою.

people-desk-executor = Робочий стіл: { $name }
people-desk-coordinator = Робочий стіл: { $name }
people-desk-overseer = Робочий стіл (перегляд): { $name }
people-desk-button = Оновити стіл
