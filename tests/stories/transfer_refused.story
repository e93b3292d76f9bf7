# What a transfer, a conference or their end is refused for; nothing changes by it.

queue billing
queue cards contacts_max=1 skills=cards:1
agent ana ready
agent ben
agent carl ready

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 0s    contact_arrives caller2 cards
         -> contact_arrived caller2 cards
         -> contact_queued caller2 cards by=arrival queued_at=0s
at 1s    transfer ana caller1 cards
         !! contact_of_other_agent
at 5s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=5s
         -> contact_connected caller1 ana billing waited=5s total_waited=5s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=5s
at 6s    transfer ana nobody cards
         !! contact_not_found
and      transfer carl caller1 cards
         !! contact_of_other_agent
and      transfer nobody caller1 cards
         !! contact_of_other_agent
at 7s    transfer ana caller1 no_queue
         !! queue_not_found
and      transfer ana caller1 no_queue consult
         !! queue_not_found
and      transfer ana caller1 cards
         !! queue_full
and      transfer ana caller1 cards consult
         !! nobody_ready
and      transfer ana caller1 nobody
         !! agent_not_found
and      transfer ana caller1 ben
         !! agent_not_ready
and      transfer ana caller1 ana consult
         !! agent_not_ready
and      conference ana caller1 ben
         !! agent_not_ready
and      conference ana caller1 nobody
         !! agent_not_found
and      end_consult ana caller1
         !! second_not_there
at 8s    transfer ana caller1 carl consult
         -> contact_held caller1 ana cause=agent
         -> agent_state_changed ana from=talking to=consult caller1 cause=agent by=ana lasted=3s
         -> second_asked caller1 carl asked_by=ana o2 expires_at=28s
         -> agent_state_changed carl from=ready to=reserved caller1 cause=supervisor by=ana
              lasted=8s
at 9s    transfer ana caller1 carl
         !! second_there
and      transfer ana caller1 carl consult
         !! second_there
and      transfer ana caller1 billing
         !! second_there
and      conference ana caller1 ben
         !! second_there
and      hold_contact carl caller1
         !! contact_of_other_agent
and      end_consult carl caller1
         !! contact_of_other_agent
and      hang_up carl caller1
         !! contact_of_other_agent
and      finish_wrap_up carl caller1
         !! contact_of_other_agent
and      dispose carl caller1 nobody
         !! contact_of_other_agent
at 10s   node_gone
         -> node_lost gives_up_at=1m10s
at 11s   end_consult ana caller1
         -> second_left caller1 carl end=withdrawn rang=3s
         -> agent_state_changed carl from=reserved to=ready cause=supervisor by=ana lasted=3s
         -> agent_state_changed ana from=consult to=hold caller1 cause=agent by=ana lasted=3s
at 12s   transfer ana caller1 carl
         !! agent_not_ready
and      transfer ana caller1 billing consult
         !! nobody_ready
and      conference ana caller1 carl
         !! agent_not_ready
