# Half a minute more each time, the last up to what the queue allows and not a second longer. What
# was given is kept when the server was away; a queue without more to give gives none.

show latest_at

queue billing wrap_up=10s wrap_up_max=60s
queue sales wrap_up=10s
agent ana ready
agent ben ready
user boss

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 1s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=1s
         -> contact_connected caller1 ana billing waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=1s
at 2s    extend_wrap_up ana caller1
         !! contact_not_in_wrap_up
at 3s    leg_gone caller1 hung_up
         -> contact_released caller1 ana billing by=customer talked=2s
         -> wrap_up_started caller1 ana ends_at=13s latest_at=1m3s
         -> agent_state_changed ana from=talking to=wrap_up caller1 cause=customer lasted=2s
at 4s    extend_wrap_up ana caller1
         -> wrap_up_extended caller1 ana ends_at=43s by=ana
at 5s    extend_wrap_up ben caller1
         !! contact_of_other_agent
at 6s    extend_wrap_up ana nobody
         !! contact_not_found
at 7s    extend_wrap_up ana caller1 by=boss
         -> wrap_up_extended caller1 ana ends_at=1m3s by=boss
at 8s    extend_wrap_up ana caller1
         !! wrap_up_at_most
at 63s   tick
         -> wrap_up_ended caller1 ana cause=timer lasted=1m
         -> contact_closed caller1 billing ana end=handled waited=1s total_waited=1s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=wrap_up to=ready cause=timer lasted=1m
at 64s   extend_wrap_up ana caller1
         !! contact_not_found
at 70s   contact_arrives caller2 sales
         -> contact_arrived caller2 sales
         -> contact_queued caller2 sales by=arrival queued_at=1m10s
         -> offer_made o2 caller2 ben sales expires_at=1m30s
         -> agent_state_changed ben from=ready to=reserved caller2 cause=routing lasted=1m10s
at 71s   leg_answered ben
         -> offer_accepted o2 caller2 ben rang=1s
         -> contact_connected caller2 ben sales waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ben from=reserved to=talking caller2 cause=device lasted=1s
at 72s   leg_gone caller2 hung_up
         -> contact_released caller2 ben sales by=customer talked=1s
         -> wrap_up_started caller2 ben ends_at=1m22s latest_at=1m22s
         -> agent_state_changed ben from=talking to=wrap_up caller2 cause=customer lasted=1s
at 73s   extend_wrap_up ben caller2
         !! wrap_up_at_most
at 74s   finish_wrap_up ben caller2
         -> wrap_up_ended caller2 ben cause=agent lasted=2s
         -> contact_closed caller2 sales ben end=handled waited=1s total_waited=1s target=20s
              short_abandon=5s
         -> agent_state_changed ben from=wrap_up to=ready cause=agent by=ben lasted=2s
at 80s   contact_arrives caller3 billing
         -> contact_arrived caller3 billing
         -> contact_queued caller3 billing by=arrival queued_at=1m20s
         -> offer_made o3 caller3 ana billing expires_at=1m40s
         -> agent_state_changed ana from=ready to=reserved caller3 cause=routing lasted=17s
at 81s   leg_answered ana
         -> offer_accepted o3 caller3 ana rang=1s
         -> contact_connected caller3 ana billing waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller3 cause=device lasted=1s
at 82s   leg_gone caller3 hung_up
         -> contact_released caller3 ana billing by=customer talked=1s
         -> wrap_up_started caller3 ana ends_at=1m32s latest_at=2m22s
         -> agent_state_changed ana from=talking to=wrap_up caller3 cause=customer lasted=1s
at 83s   extend_wrap_up ana caller3
         -> wrap_up_extended caller3 ana ends_at=2m2s by=ana
at 200s  restart
         -> core_started epoch=2 away=1m57s
         -> node_lost gives_up_at=4m20s
at 201s  reconcile devices=ana,ben
         -> node_back session=1 away=1s
at 202s  extend_wrap_up ana caller3
         -> wrap_up_extended caller3 ana ends_at=4m19s by=ana
at 260s  tick
         -> wrap_up_ended caller3 ana cause=timer lasted=2m58s
         -> contact_closed caller3 billing ana end=handled waited=1s total_waited=1s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=wrap_up to=ready cause=timer lasted=2m58s
