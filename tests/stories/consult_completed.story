# Ana asks Ben, and hands the contact over to him: he and the caller hear each other at once, and
# Ana has her wrap-up. The other way: her phone hangs up, and Ben has the caller all the same.

queue billing
agent ana ready
agent ben ready
user boss

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 5s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=5s
         -> contact_connected caller1 ana billing waited=5s total_waited=5s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=5s
at 6s    supervise boss ana listen why=routine
         -> supervision_started caller1 ana boss mode=listen why=routine
at 10s   transfer ana caller1 ben consult
         -> contact_held caller1 ana cause=agent
         -> agent_state_changed ana from=talking to=consult caller1 cause=agent by=ana lasted=5s
         -> second_asked caller1 ben asked_by=ana o2 expires_at=30s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=supervisor by=ana
              lasted=10s
at 13s   leg_answered ben
         -> second_joined caller1 ben o2 rang=3s
         -> agent_state_changed ben from=reserved to=consult caller1 cause=device lasted=3s
at 20s   transfer ana caller1 ben
         -> contact_transferred caller1 ana billing mode=consult to_agent=ben cause=agent talked=15s
              held=10s
         -> supervision_ended caller1 ana boss end=transferred lasted=14s
         -> wrap_up_started caller1 ana ends_at=30s handed_over=yes billing
         -> contact_connected caller1 ben billing waited=5s total_waited=5s target=20s
         -> agent_state_changed ben from=consult to=talking caller1 cause=supervisor by=ana
              lasted=7s
         -> agent_state_changed ana from=consult to=wrap_up caller1 cause=agent by=ana lasted=10s
at 21s   set_ready ana
         -> wrap_up_ended caller1 ana cause=agent lasted=1s handed_over=yes
         -> agent_state_changed ana from=wrap_up to=ready cause=agent by=ana lasted=1s
at 25s   hold_contact ben caller1
         -> contact_held caller1 ben cause=agent
         -> agent_state_changed ben from=talking to=hold caller1 cause=agent by=ben lasted=5s
at 26s   transfer ben caller1 ana consult
         -> agent_state_changed ben from=hold to=consult caller1 cause=agent by=ben lasted=1s
         -> second_asked caller1 ana asked_by=ben o3 expires_at=46s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=supervisor by=ben lasted=5s
at 27s   leg_answered ana
         -> second_joined caller1 ana o3 rang=1s
         -> agent_state_changed ana from=reserved to=consult caller1 cause=device lasted=1s
at 30s   leg_gone ben hung_up
         -> contact_transferred caller1 ben billing mode=consult to_agent=ana cause=device
              talked=10s held=5s
         -> wrap_up_started caller1 ben ends_at=40s handed_over=yes billing
         -> contact_connected caller1 ana billing waited=5s total_waited=5s target=20s
         -> agent_state_changed ana from=consult to=talking caller1 cause=device lasted=3s
         -> agent_state_changed ben from=consult to=wrap_up caller1 cause=device lasted=4s
at 35s   leg_gone caller1 hung_up
         -> contact_released caller1 ana billing by=customer talked=5s
         -> wrap_up_started caller1 ana ends_at=45s
         -> agent_state_changed ana from=talking to=wrap_up caller1 cause=customer lasted=5s
at 40s   tick
         -> wrap_up_ended caller1 ben cause=timer lasted=10s handed_over=yes
         -> agent_state_changed ben from=wrap_up to=ready cause=timer lasted=10s
at 45s   tick
         -> wrap_up_ended caller1 ana cause=timer lasted=10s
         -> contact_closed caller1 billing ana end=handled waited=5s total_waited=5s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=wrap_up to=ready cause=timer lasted=10s
