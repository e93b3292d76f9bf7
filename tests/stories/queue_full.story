# A queue takes contacts_max contacts, waiting and talking together. One more is refused at the
# door; when somebody leaves there is room again. A contact in wrap-up has no customer any more and
# takes nobody's place: there are never more of them than agents.

queue billing contacts_max=2
agent ana

at 1s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=1s
at 2s    contact_arrives caller2 billing
         -> contact_arrived caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=2s
at 3s    contact_arrives caller3 billing
         !! queue_full
at 4s    leg_gone caller1 hung_up
         -> contact_closed caller1 billing end=short_abandoned waited=3s total_waited=3s target=20s
              short_abandon=5s
at 5s    contact_arrives caller3 billing
         -> contact_arrived caller3 billing
         -> contact_queued caller3 billing by=arrival queued_at=5s
at 6s    devices ana 1
         -> agent_devices_changed ana devices=1
at 6s    sign_in_agent ana
         -> agent_state_changed ana from=offline to=off_phone_work cause=agent by=ana lasted=6s
at 6s    set_ready ana
         -> agent_state_changed ana from=off_phone_work to=ready cause=agent by=ana
         -> offer_made o1 caller2 ana billing expires_at=26s waited=4s
         -> agent_state_changed ana from=ready to=reserved caller2 cause=routing
at 7s    leg_answered ana
         -> offer_accepted o1 caller2 ana rang=1s
         -> contact_connected caller2 ana billing waited=5s total_waited=5s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller2 cause=device lasted=1s
at 8s    contact_arrives caller4 billing
         !! queue_full
at 9s    leg_gone caller2 hung_up
         -> contact_released caller2 ana billing by=customer talked=2s
         -> wrap_up_started caller2 ana ends_at=19s
         -> agent_state_changed ana from=talking to=wrap_up caller2 cause=customer lasted=2s
at 10s   contact_arrives caller4 billing
         -> contact_arrived caller4 billing
         -> contact_queued caller4 billing by=arrival queued_at=10s
at 10s   contact_arrives caller5 billing
         !! queue_full
