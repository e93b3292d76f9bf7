# The core stalls: it hears three seconds later that Ana declined, when her offer is over by its
# clock. She declined in time, so she did, after 18 s. Ben pressed behind his offer's end: too late.

queue billing ring=20s
agent ana ready
agent ben ready

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 2s    contact_arrives caller2 billing
         -> contact_arrived caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=2s
         -> offer_made o2 caller2 ben billing expires_at=22s
         -> agent_state_changed ben from=ready to=reserved caller2 cause=routing lasted=2s
at 21s   decline_offer ana caller1 age=3s
         -> offer_ended o1 caller1 ana end=declined rang=18s
         -> agent_state_changed ana from=reserved to=missed cause=agent by=ana lasted=21s
and      tick
at 24s   decline_offer ben caller2 age=2s
         !! offer_over
and      tick
         -> offer_ended o2 caller2 ben end=expired rang=22s
         -> agent_state_changed ben from=reserved to=missed cause=timer lasted=22s
