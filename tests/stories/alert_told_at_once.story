# What is critical is told to the agent and, at once, to the first level above them; it climbs
# within minutes there. Nobody hands back what is another's, and what never was there is not found.

queue billing
user cora role=coordinator
user sam role=supervisor
team one coordinator=cora
agent ana ready team=one
ladder coordinator supervisor agent_critical=0s
rule tired of=agent severity=critical

at 1m    see_deviation tired agent:ana part=9 whole=10
         -> alert_opened a1 rule=tired subject=agent:ana severity=critical level=1 nudged=yes part=9
              whole=10 climbs_at=2m
at 90s   acknowledge_alert sam a1
         -> alert_acknowledged a1 by=sam climbs_at=11m30s
at 95s   hand_back_alert cora a1
         !! alert_of_other
at 100s  hand_back_alert sam a1
         -> alert_handed_back a1 by=sam climbs_at=2m40s
at 160s  tick
         -> alert_climbed a1 from=1 level=2
at 170s  resolve_alert cora a9
         !! alert_not_found
