using ContactPortal.Blazor.SignIn;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using SessionOptions = ContactPortal.Blazor.Sessions.SessionOptions;

namespace ContactPortal.Blazor.Circuits;

/// <summary>
/// Starts a circuit only for a signed-in person who has no more than the allowed number of pages open, and reconnects it only for its
/// owner, within the same number. Connections that are refused, or that start no circuit, are aborted. A hub filter, because a circuit
/// handler is called only after the circuit has begun to write to the new connection.
/// </summary>
internal sealed class CircuitOwnershipHubFilter(
    ConnectedPages pages, CircuitOwnerStore owners, IOptions<SessionOptions> options, TimeProvider clock) : IHubFilter
{
    /// <summary>How long a connection that was refused has to read why.</summary>
    public static readonly TimeSpan RefusalTime = TimeSpan.FromSeconds(1);

    // The names of the framework's hub methods.
    private const string Start = "StartCircuit";
    private const string Connect = "ConnectCircuit";
    private const string Resume = "ResumeCircuit";
    private const string ClientError = "JS.Error";

    public Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        pages.Add(context.Context);

        // Nobody's connection can start a page.
        var isAnonymous = context.Context.User?.ToActor() is null;
        _ = AbortUnlessInUseAsync(context.Context, isAnonymous ? RefusalTime : options.Value.StartWithin);
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
            Connect => Connects(invocation) ? next(invocation) : new(false),

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

    private async Task<object?> RefuseAsync(HubInvocationContext invocation, string reason)
    {
        _ = AbortAsync(invocation.Context, RefusalTime);
        await invocation.Hub.Clients.Caller.SendAsync(ClientError, reason);
        return null;
    }

    // A page whose circuit is unknown or another's reloads by itself; the connection is closed even if it does not.
    private bool Connects(HubInvocationContext invocation)
    {
        var connects = MayConnect(invocation);
        if (!connects)
            _ = AbortUnlessInUseAsync(invocation.Context, RefusalTime);
        return connects;
    }

    private bool MayConnect(HubInvocationContext invocation)
    {
        var connection = invocation.Context;
        if (connection.User is not { } principal || principal.ToActor() is not { } actor
            || invocation.HubMethodArguments is not [string secret, ..])
        {
            return false;
        }

        // The connection that the circuit had may not have been noticed as lost: it is replaced, and does not count.
        var former = owners.ConnectionOf(secret);
        var replaced = former is not null && former != connection.ConnectionId && pages.IsConnected(former) ? 1 : 0;
        if (pages.CountOf(actor.PersonId) - replaced > options.Value.MostPages)
            return false;

        if (!owners.Transfer(secret, connection.ConnectionId, principal))
            return false;
        if (replaced > 0)
            pages.Abort(former!);
        return true;
    }

    private async Task AbortUnlessInUseAsync(HubCallerContext connection, TimeSpan after)
    {
        if (await DelayAsync(connection, after) && !owners.IsInUse(connection.ConnectionId))
            connection.Abort();
    }

    private async Task AbortAsync(HubCallerContext connection, TimeSpan after)
    {
        if (await DelayAsync(connection, after))
            connection.Abort();
    }

    /// <summary>Waits; false if the connection was closed meanwhile.</summary>
    private async Task<bool> DelayAsync(HubCallerContext connection, TimeSpan time)
    {
        try
        {
            await Task.Delay(time, clock, connection.ConnectionAborted);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
