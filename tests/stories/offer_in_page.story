# Whoever has audio in their page accepts there: voice is told to answer, and its word that it did
# is what counts. Asking twice changes nothing. Without the page the phone is answered by hand.

queue billing
agent ana ready

at 1s    devices ana 2 pages=1
         -> agent_devices_changed ana devices=2 pages=1
at 1s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=1s
         -> offer_made o1 caller1 ana billing expires_at=21s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=1s
at 2s    leg_rings ana
         -> offer_rang o1 ana caller1
at 3s    accept_offer ana caller1
         -> offer_answering o1 caller1 ana
at 3s    accept_offer ana caller1
at 4s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=3s
         -> contact_connected caller1 ana billing waited=3s total_waited=3s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=3s
at 5s    accept_offer ana caller1
         !! offer_over
at 6s    devices ana 1
         -> agent_devices_changed ana devices=1
