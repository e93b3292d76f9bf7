# Two quarters: in the first both of two callers are answered in time, in the second one of three.
# The sums add up to those of the half hour, 3 of 5; the average of the two shares would have said
# 2 of 3. A caller counts where they came, and their handling where it is over. Time counts where it
# passes: Ana's second talk is one minute in the first quarter and two in the second.

queue billing target=20s wrap_up=0s
agent ana ready

at 1m    contact_arrives a1 billing
         -> contact_arrived a1 billing
         -> contact_queued a1 billing by=arrival queued_at=1m
         -> offer_made o1 a1 ana billing expires_at=1m20s
         -> agent_state_changed ana from=ready to=reserved a1 cause=routing lasted=1m
at 1m5s  leg_answered ana
         -> offer_accepted o1 a1 ana rang=5s
         -> contact_connected a1 ana billing waited=5s total_waited=5s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking a1 cause=device lasted=5s
at 2m    leg_gone a1 hung_up
         -> contact_released a1 ana billing by=customer talked=55s
         -> contact_closed a1 billing ana end=handled waited=5s total_waited=5s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=talking to=ready cause=customer lasted=55s
at 13m50s contact_arrives a2 billing
         -> contact_arrived a2 billing
         -> contact_queued a2 billing by=arrival queued_at=13m50s
         -> offer_made o2 a2 ana billing expires_at=14m10s
         -> agent_state_changed ana from=ready to=reserved a2 cause=routing lasted=11m50s
at 14m   leg_answered ana
         -> offer_accepted o2 a2 ana rang=10s
         -> contact_connected a2 ana billing waited=10s total_waited=10s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking a2 cause=device lasted=10s
at 17m   leg_gone a2 hung_up
         -> contact_released a2 ana billing by=customer talked=3m
         -> contact_closed a2 billing ana end=handled waited=10s total_waited=10s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=talking to=ready cause=customer lasted=3m
at 17m1s contact_arrives b1 billing
         -> contact_arrived b1 billing
         -> contact_queued b1 billing by=arrival queued_at=17m1s
         -> offer_made o3 b1 ana billing expires_at=17m21s
         -> agent_state_changed ana from=ready to=reserved b1 cause=routing lasted=1s
at 17m2s leg_answered ana
         -> offer_accepted o3 b1 ana rang=1s
         -> contact_connected b1 ana billing waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking b1 cause=device lasted=1s
at 18m   contact_arrives b2 billing
         -> contact_arrived b2 billing
         -> contact_queued b2 billing by=arrival queued_at=18m
and      contact_arrives b3 billing
         -> contact_arrived b3 billing
         -> contact_queued b3 billing by=arrival queued_at=18m
at 20m   leg_gone b1 hung_up
         -> contact_released b1 ana billing by=customer talked=2m58s
         -> contact_closed b1 billing ana end=handled waited=1s total_waited=1s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=talking to=ready cause=customer lasted=2m58s
         -> offer_made o4 b2 ana billing expires_at=20m20s waited=2m
         -> agent_state_changed ana from=ready to=reserved b2 cause=routing
at 20m1s leg_answered ana
         -> offer_accepted o4 b2 ana rang=1s
         -> contact_connected b2 ana billing waited=2m1s total_waited=2m1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking b2 cause=device lasted=1s
at 21m   leg_gone b3 hung_up
         -> contact_closed b3 billing end=abandoned waited=3m total_waited=3m target=20s
              short_abandon=5s
at 22m   leg_gone b2 hung_up
         -> contact_released b2 ana billing by=customer talked=1m59s
         -> contact_closed b2 billing ana end=handled waited=2m1s total_waited=2m1s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=talking to=ready cause=customer lasted=1m59s
at 30m   figures queue offered answered service_level from=0m to=15m
         -> queue:billing offered=2 answered=2 service_level=2/2
and      figures queue offered answered service_level from=15m to=30m
         -> queue:billing offered=3 answered=2 service_level=1/3
and      figures queue offered answered service_level from=0m to=30m
         -> queue:billing offered=5 answered=4 service_level=3/5
and      figures agent handled productive_time occupancy from=0m to=15m
         -> agent:ana handled=1 productive_time=15m occupancy=1m55s/15m
and      figures agent handled productive_time occupancy from=15m to=30m
         -> agent:ana handled=3 productive_time=15m occupancy=6m57s/15m
and      figures agent handled productive_time occupancy from=0m to=30m
         -> agent:ana handled=4 productive_time=30m occupancy=8m52s/30m
and      figures agent productive_time occupancy last=10m
         -> agent:ana productive_time=10m occupancy=1m59s/10m
