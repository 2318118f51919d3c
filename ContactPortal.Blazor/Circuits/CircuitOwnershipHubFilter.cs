using ContactPortal.Blazor.SignIn;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using SessionOptions = ContactPortal.Blazor.Sessions.SessionOptions;

namespace ContactPortal.Blazor.Circuits;

/// <summary>
/// Starts a circuit only for a signed-in person who has no more than the allowed number of pages open, and reconnects it only for its
/// owner. A hub filter, because a circuit handler is called only after the circuit has begun to write to the new connection.
/// </summary>
internal sealed class CircuitOwnershipHubFilter(
    ConnectedPages pages, CircuitOwnerStore owners, IOptions<SessionOptions> options) : IHubFilter
{
    // The names of the framework's hub methods.
    private const string Start = "StartCircuit";
    private const string Connect = "ConnectCircuit";
    private const string Resume = "ResumeCircuit";
    private const string ClientError = "JS.Error";

    public Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        pages.Add(context.Context);
        return next(context);
    }

    public Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        pages.Remove(context.Context.ConnectionId);
        owners.Remove(context.Context.ConnectionId);
        return next(context, exception);
    }

    public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocation, Func<HubInvocationContext, ValueTask<object?>> next) =>
        invocation.HubMethodName switch
        {
            Start => StartAsync(invocation, next),
            Connect => MayConnect(invocation) ? next(invocation) : new(false),

            // A paused circuit is not resumed: the page reloads and restores its stored draft, for the person signed in then (K15).
            Resume => new((object?)null),
            _ => next(invocation),
        };

    private async ValueTask<object?> StartAsync(HubInvocationContext invocation, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (invocation.Context.User is not { } principal || principal.ToActor() is not { } actor)
            return await RefuseAsync(invocation, "Nobody is signed in.");
        if (pages.CountOf(actor.PersonId) > options.Value.MostPages)
            return await RefuseAsync(invocation, $"More than {options.Value.MostPages} pages are open.");

        var secret = await next(invocation);
        if (secret is string circuitSecret)
            owners.Add(circuitSecret, invocation.Context.ConnectionId, principal);
        return secret;
    }

    private static async Task<object?> RefuseAsync(HubInvocationContext invocation, string reason)
    {
        await invocation.Hub.Clients.Caller.SendAsync(ClientError, reason);
        return null;
    }

    private bool MayConnect(HubInvocationContext invocation) =>
        invocation.Context.User is { } principal
        && invocation.HubMethodArguments is [string secret, ..]
        && owners.Transfer(secret, invocation.Context.ConnectionId, principal);
}
