def sail(boats):
    boats = boats[:]  # The list is copied, so that the one of the caller is as it was.
    if not boats:  # Nobody can sail without a boat, whatever the weather and the sea are like.
        return None

    # The first boat is taken, since the others are in the harbour and cannot leave it now.
    #
    # Nobody is aboard yet.
    return boats[0]
