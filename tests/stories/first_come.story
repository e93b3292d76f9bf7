# Within a queue the first to come is the first served. Two agents become ready one after the other,
# and take the contacts in the order of their arrival.

queue billing
agent ana devices=1
agent ben devices=1

at 1s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=1s
at 2s    contact_arrives caller2 billing
         -> contact_arrived caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=2s
at 3s    contact_arrives caller3 billing
         -> contact_arrived caller3 billing
         -> contact_queued caller3 billing by=arrival queued_at=3s
at 4s    sign_in_agent ben
         -> agent_state_changed ben from=offline to=off_phone_work cause=agent by=ben lasted=4s
at 4s    sign_in_agent ana
         -> agent_state_changed ana from=offline to=off_phone_work cause=agent by=ana lasted=4s
at 5s    set_ready ben
         -> agent_state_changed ben from=off_phone_work to=ready cause=agent by=ben lasted=1s
         -> offer_made o1 caller1 ben billing expires_at=25s waited=4s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=routing
at 6s    set_ready ana
         -> agent_state_changed ana from=off_phone_work to=ready cause=agent by=ana lasted=2s
         -> offer_made o2 caller2 ana billing expires_at=26s waited=4s
         -> agent_state_changed ana from=ready to=reserved caller2 cause=routing
