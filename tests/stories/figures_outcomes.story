# What a contact came to counts once, with its last word: a sale that becomes a refusal is none.
# Ana sells once in an hour of which ten minutes were a break: by the hour she was there 1 / 1h, by
# the hour she served 1 / 50m.

queue billing wrap_up=10s campaign=care
agent ana ready
disposition sold kind=sale
disposition refused kind=refusal
disposition nobody_home kind=no_contact

at 0s    contact_arrives first billing
         -> contact_arrived first billing
         -> contact_queued first billing by=arrival queued_at=0s
         -> offer_made o1 first ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved first cause=routing
at 5s    leg_answered ana
         -> offer_accepted o1 first ana rang=5s
         -> contact_connected first ana billing waited=5s total_waited=5s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking first cause=device lasted=5s
at 10s   dispose ana first sold
         -> contact_disposed first ana sold by=ana
at 20s   figures queue outcomes sales conversion
         -> queue:billing outcomes=1 sales=1 conversion=1/1
at 21s   dispose ana first refused
         -> contact_disposed first ana refused by=ana
at 30s   leg_gone first hung_up
         -> contact_released first ana billing by=customer talked=25s
         -> wrap_up_started first ana ends_at=40s
         -> agent_state_changed ana from=talking to=wrap_up first cause=customer lasted=25s
at 31s   finish_wrap_up ana first
         -> wrap_up_ended first ana cause=agent lasted=1s
         -> contact_closed first billing ana end=handled waited=5s total_waited=5s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=wrap_up to=ready cause=agent by=ana lasted=1s
at 40s   contact_arrives second billing
         -> contact_arrived second billing
         -> contact_queued second billing by=arrival queued_at=40s
         -> offer_made o2 second ana billing expires_at=1m
         -> agent_state_changed ana from=ready to=reserved second cause=routing lasted=9s
at 45s   leg_answered ana
         -> offer_accepted o2 second ana rang=5s
         -> contact_connected second ana billing waited=5s total_waited=5s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking second cause=device lasted=5s
at 50s   dispose ana second sold
         -> contact_disposed second ana sold by=ana
at 60s   leg_gone second hung_up
         -> contact_released second ana billing by=customer talked=15s
         -> wrap_up_started second ana ends_at=1m10s
         -> agent_state_changed ana from=talking to=wrap_up second cause=customer lasted=15s
at 61s   finish_wrap_up ana second
         -> wrap_up_ended second ana cause=agent lasted=1s
         -> contact_closed second billing ana end=handled waited=5s total_waited=5s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=wrap_up to=ready cause=agent by=ana lasted=1s
at 70s   contact_arrives third billing
         -> contact_arrived third billing
         -> contact_queued third billing by=arrival queued_at=1m10s
         -> offer_made o3 third ana billing expires_at=1m30s
         -> agent_state_changed ana from=ready to=reserved third cause=routing lasted=9s
at 75s   leg_answered ana
         -> offer_accepted o3 third ana rang=5s
         -> contact_connected third ana billing waited=5s total_waited=5s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking third cause=device lasted=5s
at 80s   dispose ana third nobody_home
         -> contact_disposed third ana nobody_home by=ana
at 90s   leg_gone third hung_up
         -> contact_released third ana billing by=customer talked=15s
         -> wrap_up_started third ana ends_at=1m40s
         -> agent_state_changed ana from=talking to=wrap_up third cause=customer lasted=15s
at 91s   finish_wrap_up ana third
         -> wrap_up_ended third ana cause=agent lasted=1s
         -> contact_closed third billing ana end=handled waited=5s total_waited=5s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=wrap_up to=ready cause=agent by=ana lasted=1s
at 10m   request_break ana meal
         -> agent_state_changed ana from=ready to=break break_kind=meal cause=agent by=ana
              lasted=8m29s
at 20m   end_break ana
         -> agent_state_changed ana from=break to=ready cause=agent by=ana lasted=10m
and      set_ready ana
at 1h    figures agent outcomes sales conversion from=0m to=60m
         -> agent:ana outcomes=3 sales=1 conversion=1/2
and      figures agent sales_per_productive_hour sales_per_connected_hour from=0m to=60m
         -> agent:ana sales_per_productive_hour=1/50m sales_per_connected_hour=1/1h
and      figures queue outcomes sales conversion
         -> queue:billing outcomes=3 sales=1 conversion=1/2
