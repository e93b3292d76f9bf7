# Ana has been free for the longest when her phone drops out for a second. Nothing of that is her
# doing, so she keeps her place: the next caller is hers.

show routing_decided
queue billing strategy=longest_idle
agent ana ready
agent ben devices=1

at 5s    sign_in_agent ben
         -> agent_state_changed ben from=offline to=off_phone_work cause=agent by=ben lasted=5s
at 5s    set_ready ben
         -> agent_state_changed ben from=off_phone_work to=ready cause=agent by=ben
at 10s   devices ana 0
         -> agent_devices_changed ana
         -> agent_state_changed ana from=ready to=unreachable cause=device lasted=10s
at 11s   devices ana 1
         -> agent_devices_changed ana devices=1
         -> agent_state_changed ana from=unreachable to=ready cause=device lasted=1s
at 12s   contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=12s
         -> routing_decided caller1 billing ana strategy=longest_idle eligible=2
              candidates=ana:12s,ben:7s
         -> offer_made o1 caller1 ana billing expires_at=32s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=1s
