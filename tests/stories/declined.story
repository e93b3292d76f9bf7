# Ana declines: once by the button of her console, once by her phone. Both take her out of routing,
# as missed, until she says ready; the contact goes on to Ben.

queue billing
agent ana ready
agent ben ready

at 10s   contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=10s
         -> offer_made o1 caller1 ana billing expires_at=30s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=10s
at 12s   decline_offer ana caller1
         -> offer_ended o1 caller1 ana end=declined rang=2s
         -> agent_state_changed ana from=reserved to=missed cause=agent by=ana lasted=2s
         -> offer_made o2 caller1 ben billing expires_at=32s waited=2s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=routing lasted=12s
at 15s   leg_answered ben
         -> offer_accepted o2 caller1 ben rang=3s
         -> contact_connected caller1 ben billing waited=5s total_waited=5s target=20s first=yes
         -> agent_state_changed ben from=reserved to=talking caller1 cause=device lasted=3s
at 16s   set_ready ana
         -> agent_state_changed ana from=missed to=ready cause=agent by=ana lasted=4s
at 20s   contact_arrives caller2 billing
         -> contact_arrived caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=20s
         -> offer_made o3 caller2 ana billing expires_at=40s
         -> agent_state_changed ana from=ready to=reserved caller2 cause=routing lasted=4s
at 22s   leg_gone ana declined
         -> offer_ended o3 caller2 ana end=declined rang=2s
         -> agent_state_changed ana from=reserved to=missed cause=agent lasted=2s
