# The site is what is wrong: its alert stands for those of the agents there, which are over, and
# while it goes on they have no new ones. Ben works elsewhere and keeps his.

queue billing
user sam role=supervisor
agent ana ready site=north
agent ben ready site=south
ladder supervisor
rule tired of=agent
rule dark of=site severity=critical covers=yes

at 1m    see_deviation tired agent:ana part=1 whole=1
         -> alert_opened a1 rule=tired subject=agent:ana severity=warning nudged=yes part=1 whole=1
              climbs_at=3m
and      see_deviation tired agent:ben part=1 whole=1
         -> alert_opened a2 rule=tired subject=agent:ben severity=warning nudged=yes part=1 whole=1
              climbs_at=3m
at 90s   see_deviation dark site:north part=1 whole=2
         -> alert_opened a3 rule=dark subject=site:north severity=critical level=1 part=1 whole=2
         -> alert_ended a1 end=covered covered=a3 lasted=30s
at 100s  see_deviation tired agent:ana part=1 whole=1
at 110s  see_deviation_over dark site:north
         -> alert_calmed a3 settles_at=3m50s
at 4m    tick
         -> alert_climbed a2 level=1
         -> alert_ended a3 end=recovered lasted=2m30s
at 5m    see_deviation tired agent:ana part=1 whole=1
         -> alert_opened a4 rule=tired subject=agent:ana severity=warning nudged=yes part=1 whole=1
              climbs_at=7m
