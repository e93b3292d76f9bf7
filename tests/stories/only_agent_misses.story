# Ana is alone. She misses the contact, comes back and says ready: the same contact rings at her
# again, because nobody else is there for it.

show routing_decided
queue billing ring=20s
agent ana ready

at 10s   contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=10s
         -> routing_decided caller1 billing ana strategy=longest_idle eligible=1 candidates=ana:10s
         -> offer_made o1 caller1 ana billing expires_at=30s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=10s
at 30s   tick
         -> offer_ended o1 caller1 ana end=expired rang=20s
         -> agent_state_changed ana from=reserved to=missed cause=timer lasted=20s
at 35s   set_ready ana
         -> agent_state_changed ana from=missed to=ready cause=agent by=ana lasted=5s
         -> routing_decided caller1 billing ana strategy=longest_idle waited=25s eligible=1
              candidates=ana:0s
         -> offer_made o2 caller1 ana billing expires_at=55s waited=25s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 36s   leg_answered ana
         -> offer_accepted o2 caller1 ana rang=1s
         -> contact_connected caller1 ana billing waited=26s total_waited=26s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=1s
