# The operation changes while people work. A new queue takes contacts at once; an agent at work and
# a queue with contacts cannot be retired; two people who edit the same version do not overwrite
# each other. Who has signed out can be retired, and is found no more.

queue billing
agent ana ready

at 1s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=1s
         -> offer_made o1 caller1 ana billing expires_at=21s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=1s
at 2s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=1s
         -> contact_connected caller1 ana billing waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=1s
at 3s    apply base_version=0
         !! operation_changed
at 4s    apply
         + queue sales
         + agent ben
         -> operation_applied version=2
at 5s    contact_arrives caller2 sales
         -> contact_arrived caller2 sales
         -> contact_queued caller2 sales by=arrival queued_at=5s
at 6s    apply
         + retire agent ana
         !! in_use
at 7s    apply
         + agent ana
         + retire queue billing
         !! in_use
at 8s    apply
         + queue billing
         + retire agent ben
         -> operation_applied version=3
at 9s    sign_in_agent ben
         !! agent_not_found
