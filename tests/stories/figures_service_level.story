# Six callers, one target of 20 s, and the four service levels worked by hand. Three are answered,
# after 15, 30 and 5 s: two of them in time. Three leave, after 3 s (short), 10 s and 40 s.
#   of answered                2 / 3
#   of answered and abandoned  2 / 6
#   without short abandons     2 / 5       the default
#   of offered                 (2 + 2) / 6 who left within the target was not kept too long
# The answered waited 50 s together; two of five were lost whom we could have kept.

queue billing target=20s short_abandon=5s wrap_up=0s
agent ana devices=1
agent ben devices=1

at 0s    contact_arrives short billing
         -> contact_arrived short billing
         -> contact_queued short billing by=arrival queued_at=0s
and      contact_arrives soon billing
         -> contact_arrived soon billing
         -> contact_queued soon billing by=arrival queued_at=0s
and      contact_arrives third billing
         -> contact_arrived third billing
         -> contact_queued third billing by=arrival queued_at=0s
and      contact_arrives fourth billing
         -> contact_arrived fourth billing
         -> contact_queued fourth billing by=arrival queued_at=0s
and      contact_arrives late billing
         -> contact_arrived late billing
         -> contact_queued late billing by=arrival queued_at=0s
at 3s    leg_gone short hung_up
         -> contact_closed short billing end=short_abandoned waited=3s total_waited=3s target=20s
              short_abandon=5s
at 10s   leg_gone soon hung_up
         -> contact_closed soon billing end=abandoned waited=10s total_waited=10s target=20s
              short_abandon=5s
at 14s   sign_in_agent ana
         -> agent_state_changed ana from=offline to=off_phone_work cause=agent by=ana lasted=14s
and      set_ready ana
         -> agent_state_changed ana from=off_phone_work to=ready cause=agent by=ana
         -> offer_made o1 third ana billing expires_at=34s waited=14s
         -> agent_state_changed ana from=ready to=reserved third cause=routing
at 15s   leg_answered ana
         -> offer_accepted o1 third ana rang=1s
         -> contact_connected third ana billing waited=15s total_waited=15s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking third cause=device lasted=1s
at 25s   figures queue:billing waiting longest_wait offered answered service_level
         -> queue:billing waiting=2 longest_wait=25s offered=5 answered=1 service_level=1/4
at 29s   sign_in_agent ben
         -> agent_state_changed ben from=offline to=off_phone_work cause=agent by=ben lasted=29s
and      set_ready ben
         -> agent_state_changed ben from=off_phone_work to=ready cause=agent by=ben
         -> offer_made o2 fourth ben billing expires_at=49s waited=29s
         -> agent_state_changed ben from=ready to=reserved fourth cause=routing
at 30s   leg_answered ben
         -> offer_accepted o2 fourth ben rang=1s
         -> contact_connected fourth ben billing waited=30s total_waited=30s target=20s first=yes
         -> agent_state_changed ben from=reserved to=talking fourth cause=device lasted=1s
at 40s   leg_gone late hung_up
         -> contact_closed late billing end=abandoned waited=40s total_waited=40s target=20s
              short_abandon=5s
at 50s   leg_gone third hung_up
         -> contact_released third ana billing by=customer talked=35s
         -> contact_closed third billing ana end=handled waited=15s total_waited=15s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=talking to=ready cause=customer lasted=35s
at 60s   contact_arrives sixth billing
         -> contact_arrived sixth billing
         -> contact_queued sixth billing by=arrival queued_at=1m
         -> offer_made o3 sixth ana billing expires_at=1m20s
         -> agent_state_changed ana from=ready to=reserved sixth cause=routing lasted=10s
at 65s   leg_answered ana
         -> offer_accepted o3 sixth ana rang=5s
         -> contact_connected sixth ana billing waited=5s total_waited=5s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking sixth cause=device lasted=5s
at 70s   figures queue:billing offered answered abandoned abandoned_short waiting
         -> queue:billing offered=6 answered=3 abandoned=3 abandoned_short=1 waiting=0
and      figures queue:billing service_level_of_answered service_level_of_ended
         -> queue:billing service_level_of_answered=2/3 service_level_of_ended=2/6
and      figures queue service_level service_level_of_offered
         -> queue:billing service_level=2/5 service_level_of_offered=4/6
and      figures queue asa abandonment abandonment_raw abandon_wait
         -> queue:billing asa=50s/3 abandonment=2/5 abandonment_raw=3/6 abandon_wait=53s/3
and      figures operation offered service_level
         -> operation:story offered=6 service_level=2/5
