# An agent is told of one alert in an hour here, and of no more: the second is not told to them, and
# climbs all the same. An hour later they can be told again.

queue billing
user cora role=coordinator
team one coordinator=cora
agent ana ready team=one
ladder coordinator nudges_max=1
rule tired of=agent
rule slow of=agent
rule late of=agent

at 1m    see_deviation tired agent:ana part=1 whole=1
         -> alert_opened a1 rule=tired subject=agent:ana severity=warning nudged=yes part=1 whole=1
              climbs_at=3m
at 2m    see_deviation slow agent:ana part=1 whole=1
         -> alert_opened a2 rule=slow subject=agent:ana severity=warning part=1 whole=1 climbs_at=4m
at 4m    tick
         -> alert_climbed a1 level=1
         -> alert_climbed a2 level=1
at 70m   see_deviation late agent:ana part=1 whole=1
         -> alert_opened a3 rule=late subject=agent:ana severity=warning nudged=yes part=1 whole=1
              climbs_at=1h12m
