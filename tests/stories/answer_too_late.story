# An offer is open until its last microsecond and no longer: the answer at the very instant it
# expires is too late, even when the tick that says so comes behind it. The same for declining.

queue billing ring=20s
agent ana ready
agent ben ready

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 20s   leg_answered ana
at 20s   decline_offer ana caller1
         !! offer_over
at 20s   tick
         -> offer_ended o1 caller1 ana end=expired rang=20s
         -> agent_state_changed ana from=reserved to=missed cause=timer lasted=20s
         -> offer_made o2 caller1 ben billing expires_at=40s waited=20s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=routing lasted=20s
at 21s   leg_answered ana
at 22s   decline_offer ana caller1
         !! offer_not_found
at 39s999999us leg_answered ben
         -> offer_accepted o2 caller1 ben rang=19s999ms999us
         -> contact_connected caller1 ben billing waited=39s999ms999us total_waited=39s999ms999us
              target=20s first=yes
         -> agent_state_changed ben from=reserved to=talking caller1 cause=device
              lasted=19s999ms999us
