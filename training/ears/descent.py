"""The one way in which both networks learn: batches in a new order each round, one cycle of the rate, gradients of a norm of 1 at most."""
import torch
from torch import nn


def descend(network, count, batch, epochs, rates, weight_decay, loss_of, told=""):
    """Trains `network` in place. count: samples; rates: (first, highest) of learning; loss_of: a tensor of a batch's sample numbers to its loss. Prints the loss of each sixth round."""
    first, highest = rates
    optimiser = torch.optim.AdamW(network.parameters(), lr=first, weight_decay=weight_decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, highest, total_steps=epochs * (count // batch))
    for epoch in range(epochs):
        order, total = torch.randperm(count), 0.0
        for at in range(0, count // batch * batch, batch):
            optimiser.zero_grad()
            loss = loss_of(order[at : at + batch])
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item() * batch / count
        if epoch % 6 == 5 or epoch == epochs - 1:
            print(f"{told}epoch {epoch + 1}: loss {total:.3f}", flush=True)
