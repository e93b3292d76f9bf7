# A deviation of an agent's is told to them first. Nobody takes care of it: it climbs, one level
# after the other, until there is nobody further up. Acknowledged is not resolved.

queue billing
user cora role=coordinator
user sam role=supervisor
user dora role=director
team one coordinator=cora
agent ana ready team=one
ladder coordinator supervisor director
rule tired of=agent

at 1m    see_deviation tired agent:ana part=9 whole=10
         -> alert_opened a1 rule=tired subject=agent:ana severity=warning nudged=yes part=9 whole=10
              climbs_at=3m
and      see_deviation tired agent:ana part=9 whole=10
at 3m    tick
         -> alert_climbed a1 level=1 climbs_at=8m
at 4m    acknowledge_alert cora a1
         -> alert_acknowledged a1 by=cora climbs_at=14m
at 5m    acknowledge_alert cora a1
at 14m   tick
         -> alert_climbed a1 from=1 level=2 owner=cora climbs_at=19m
at 15m   hand_back_alert cora a1
         !! alert_of_other
at 19m   tick
         -> alert_climbed a1 from=2 level=3
at 20m   mark_alert dora a1 useful
         -> alert_marked a1 by=dora useful=yes
at 21m   resolve_alert dora a1
         -> alert_ended a1 end=resolved by=dora lasted=20m
at 22m   resolve_alert dora a1
         !! alert_not_found
