# An agent in two queues takes whoever has waited longest over both.

queue billing
queue sales
agent ana devices=1

at 1s    contact_arrives caller1 sales
         -> contact_arrived caller1 sales
         -> contact_queued caller1 sales by=arrival queued_at=1s
at 2s    contact_arrives caller2 billing
         -> contact_arrived caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=2s
at 3s    sign_in_agent ana
         -> agent_state_changed ana from=offline to=off_phone_work cause=agent by=ana lasted=3s
at 4s    set_ready ana
         -> agent_state_changed ana from=off_phone_work to=ready cause=agent by=ana lasted=1s
         -> offer_made o1 caller1 ana sales expires_at=24s waited=3s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
