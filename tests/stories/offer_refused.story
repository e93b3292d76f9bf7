# A phone takes an offer by being answered; the command to accept is for pages, which can be told
# (offer_in_page.story). Somebody else's offer is not found, and what is over is over.

queue billing
agent ana ready
agent ben ready

at 0s    accept_offer ana nobody
         !! offer_not_found
at 1s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=1s
         -> offer_made o1 caller1 ana billing expires_at=21s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=1s
at 2s    accept_offer ana caller1
         !! offer_answered_on_device
at 3s    accept_offer ben caller1
         !! offer_not_found
at 4s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=3s
         -> contact_connected caller1 ana billing waited=3s total_waited=3s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=3s
at 5s    accept_offer ana caller1
         !! offer_over
