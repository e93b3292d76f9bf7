# What a contact came to is its agent's to say, from the connection to the end of the wrap-up; the
# last word counts, and none is needed to be done. What is of another campaign, is retired or never
# was cannot be said; what was said before it was retired stays.

queue billing wrap_up=10s campaign=sales
agent ana ready
agent ben
user boss
disposition sold campaign=sales
disposition dropped
disposition solved campaign=support

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 1s    dispose ana caller1 sold
         !! contact_of_other_agent
at 2s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=2s
         -> contact_connected caller1 ana billing waited=2s total_waited=2s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=2s
at 3s    dispose ben caller1 sold
         !! contact_of_other_agent
at 4s    dispose ana caller1 solved
         !! disposition_of_other_campaign
at 5s    dispose ana caller1 nobody
         !! disposition_not_found
at 6s    dispose ana nobody sold
         !! contact_not_found
at 7s    dispose ana caller1 dropped
         -> contact_disposed caller1 ana dropped by=ana
and      dispose ana caller1 dropped
at 8s    hold_contact ana caller1
         -> contact_held caller1 ana cause=agent
         -> agent_state_changed ana from=talking to=hold caller1 cause=agent by=ana lasted=6s
at 9s    dispose ana caller1 sold
         -> contact_disposed caller1 ana sold by=ana
at 10s   leg_gone caller1 hung_up
         -> contact_released caller1 ana billing by=customer talked=8s held=2s
         -> wrap_up_started caller1 ana ends_at=20s
         -> agent_state_changed ana from=hold to=wrap_up caller1 cause=customer lasted=2s
at 11s   apply
         + retire disposition sold
         -> operation_applied version=2
at 12s   dispose ana caller1 sold
         !! disposition_not_found
at 13s   dispose ana caller1 dropped
         -> contact_disposed caller1 ana dropped by=ana
at 14s   finish_wrap_up ana caller1
         -> wrap_up_ended caller1 ana cause=agent lasted=4s
         -> contact_closed caller1 billing ana end=handled waited=2s total_waited=2s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=wrap_up to=ready cause=agent by=ana lasted=4s
at 15s   dispose ana caller1 dropped
         !! contact_not_found
