# The customer hangs up while Ana's phone rings. The offer is withdrawn, and Ana loses no place:
# she was free before Ben, so the next contact is hers.

queue billing
agent ana ready
agent ben devices=1

at 5s    sign_in_agent ben
         -> agent_state_changed ben from=offline to=off_phone_work cause=agent by=ben lasted=5s
at 6s    set_ready ben
         -> agent_state_changed ben from=off_phone_work to=ready cause=agent by=ben lasted=1s
at 10s   contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=10s
         -> offer_made o1 caller1 ana billing expires_at=30s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=10s
at 16s   leg_gone caller1 hung_up
         -> offer_ended o1 caller1 ana end=withdrawn rang=6s
         -> agent_state_changed ana from=reserved to=ready cause=customer lasted=6s
         -> contact_closed caller1 billing end=abandoned waited=6s total_waited=6s target=20s
              short_abandon=5s
at 20s   contact_arrives caller2 billing
         -> contact_arrived caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=20s
         -> offer_made o2 caller2 ana billing expires_at=40s
         -> agent_state_changed ana from=ready to=reserved caller2 cause=routing lasted=4s
