# The core dies while an alert climbs. Behind its start the alert is where it was, climbs when
# it was to, and each level is told once.

queue billing
user cora role=coordinator
user sam role=supervisor
team one coordinator=cora
agent ana ready team=one
ladder coordinator supervisor
rule tired of=agent

at 1m    see_deviation tired agent:ana part=9 whole=10
         -> alert_opened a1 rule=tired subject=agent:ana severity=warning nudged=yes part=9 whole=10
              climbs_at=3m
at 2m    restart
         -> core_started epoch=2 away=1m
         -> node_lost gives_up_at=3m
at 170s  start away=10s
         -> core_started epoch=3 away=10s
         -> node_lost gives_up_at=3m50s
at 3m    tick
         -> alert_climbed a1 level=1 climbs_at=8m
at 4m    restart
         -> core_started epoch=4 away=1m
         -> node_lost gives_up_at=5m
at 8m    tick
         -> agent_devices_changed ana
         -> agent_state_changed ana from=ready to=unreachable cause=device lasted=8m
         -> node_given_up away=6m
         -> alert_climbed a1 from=1 level=2
at 9m    tick
