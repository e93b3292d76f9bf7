# A core without an operation takes no contact: nobody has said yet who answers what.

at 1s    contact_arrives caller1 dialed=5000
         !! no_operation
