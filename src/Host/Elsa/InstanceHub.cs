using Microsoft.AspNetCore.SignalR;

namespace Lendflow.Host.Elsa;

/// <summary>Elsa's hub for watching an instance while it runs. A connection watches one or more instances until it closes.</summary>
sealed class InstanceHub(WatchedInstances watched) : Hub<IInstanceWatcher>
{
    /// <summary>What happened between Studio's last question and this call is sent at once.</summary>
    public async Task ObserveInstanceAsync(string instanceId)
    {
        await Groups.AddToGroupAsync(Context.ConnectionId, instanceId, Context.ConnectionAborted);
        watched.Watch(Context.ConnectionId, instanceId);
        await watched.ShowAsync(instanceId, Clients.Caller, Context.ConnectionAborted);
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        watched.Forget(Context.ConnectionId);
        return Task.CompletedTask;
    }
}

/// <summary>What Studio listens to. Public because SignalR implements it in an assembly of its own.</summary>
public interface IInstanceWatcher
{
    Task WorkflowExecutionLogUpdatedAsync(object empty);
    Task ActivityExecutionLogUpdatedAsync(StatisticsMessage message);
    Task WorkflowInstanceUpdatedAsync(InstanceMessage message);
}

/// <summary>How the steps of an instance stand.</summary>
public sealed record StatisticsMessage(IReadOnlyList<StepStatistics> Stats);

/// <summary>An instance has changed.</summary>
public sealed record InstanceMessage(string WorkflowInstanceId);
