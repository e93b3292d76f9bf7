# Boss has taken Ana's caller over and does with them what an agent can: holds them, says what it
# came to, and hands them on to a queue or to an agent, instead of hanging up on them.

queue billing campaign=bills
queue sales
agent ana ready
agent ben ready
user boss
user lead
disposition paid campaign=bills

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 1s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=1s
         -> contact_connected caller1 ana billing waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=1s
at 2s    supervise boss ana listen why=routine
         -> supervision_started caller1 ana boss mode=listen why=routine
at 3s    leg_answered boss
         -> supervision_joined caller1 ana boss rang=1s
at 4s    hold_contact nobody caller1 by=boss
         !! contact_of_other_agent
at 5s    supervise boss ana take_over
         -> supervision_ended caller1 ana boss end=transferred lasted=3s
         -> wrap_up_started caller1 ana ends_at=15s handed_over=yes billing
         -> contact_taken_over caller1 ana billing boss talked=4s
         -> agent_state_changed ana from=talking to=wrap_up caller1 cause=supervisor by=boss
              lasted=4s
at 6s    hold_contact none caller1 by=lead
         !! contact_of_other_agent
and      hold_contact none caller1 by=none
         !! contact_of_other_agent
at 7s    hold_contact none caller1 by=boss
         -> contact_held caller1 cause=supervisor
at 8s    hold_contact none caller1 by=boss
         !! contact_already_held
at 9s    resume_contact none caller1 by=boss
         -> contact_resumed caller1 cause=supervisor held=2s
at 10s   leg_holds boss
         -> contact_held caller1 cause=device
at 11s   leg_resumes boss
         -> contact_resumed caller1 cause=device held=1s
at 12s   dispose none caller1 paid by=boss
         -> contact_disposed caller1 paid by=boss
at 13s   transfer none caller1 ben consult by=boss
         !! taken_over
and      transfer none caller1 sales consult by=boss
         !! taken_over
and      conference none caller1 ben by=boss
         !! contact_of_other_agent
and      finish_wrap_up none caller1 by=boss
         !! contact_of_other_agent
at 14s   hold_contact none caller1 by=boss
         -> contact_held caller1 cause=supervisor
at 15s   tick
         -> wrap_up_ended caller1 ana cause=timer lasted=10s handed_over=yes
         -> agent_state_changed ana from=wrap_up to=ready cause=timer lasted=10s
at 16s   transfer none caller1 ben by=boss
         -> contact_transferred caller1 billing mode=blind to_agent=ben cause=supervisor talked=11s
              held=5s boss
         -> contact_queued caller1 billing by=transfer queued_at=16s credit=24h
         -> offer_made o2 caller1 ben billing expires_at=36s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=supervisor by=boss
              lasted=16s
at 18s   leg_answered ben
         -> offer_accepted o2 caller1 ben rang=2s
         -> contact_connected caller1 ben billing waited=2s total_waited=3s target=20s
         -> agent_state_changed ben from=reserved to=talking caller1 cause=device lasted=2s
at 20s   supervise boss ben barge why=routine
         -> supervision_started caller1 ben boss mode=barge why=routine
at 21s   leg_answered boss
         -> supervision_joined caller1 ben boss rang=1s
at 22s   supervise boss ben take_over
         -> supervision_ended caller1 ben boss end=transferred lasted=2s
         -> wrap_up_started caller1 ben ends_at=32s handed_over=yes billing
         -> contact_taken_over caller1 ben billing boss talked=4s
         -> agent_state_changed ben from=talking to=wrap_up caller1 cause=supervisor by=boss
              lasted=4s
at 24s   transfer none caller1 sales by=boss
         -> contact_transferred caller1 billing mode=blind to_queue=sales cause=supervisor talked=2s
              boss
         -> contact_queued caller1 sales by=transfer queued_at=24s credit=3s
         -> offer_made o3 caller1 ana sales expires_at=44s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=9s
at 26s   leg_answered ana
         -> offer_accepted o3 caller1 ana rang=2s
         -> contact_connected caller1 ana sales waited=2s total_waited=5s target=20s
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=2s
at 28s   supervise boss ana barge why=routine
         -> supervision_started caller1 ana boss mode=barge why=routine
at 29s   leg_answered boss
         -> supervision_joined caller1 ana boss rang=1s
at 30s   supervise boss ana take_over
         -> supervision_ended caller1 ana boss end=transferred lasted=2s
         -> wrap_up_started caller1 ana ends_at=40s handed_over=yes sales
         -> contact_taken_over caller1 ana sales boss talked=4s
         -> agent_state_changed ana from=talking to=wrap_up caller1 cause=supervisor by=boss
              lasted=4s
at 32s   tick
         -> wrap_up_ended caller1 ben cause=timer lasted=10s handed_over=yes
         -> agent_state_changed ben from=wrap_up to=ready cause=timer lasted=10s
at 35s   hang_up none caller1 by=boss
         -> contact_released caller1 sales by=supervisor talked=5s
         -> contact_closed caller1 sales end=handled waited=2s total_waited=5s target=20s
              short_abandon=5s
at 40s   tick
         -> wrap_up_ended caller1 ana cause=timer lasted=10s handed_over=yes
         -> agent_state_changed ana from=wrap_up to=ready cause=timer lasted=10s
