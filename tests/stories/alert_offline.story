# Who is not at work is told nothing: the alert begins with the first level above them. A level
# without anybody is passed over, and the last one keeps it.

queue billing
user dora role=director
agent ana
ladder coordinator supervisor director
rule tired of=agent

at 1m    see_deviation tired agent:ana part=1 whole=1
         -> alert_opened a1 rule=tired subject=agent:ana severity=warning level=3 part=1 whole=1
at 1h    tick
