using ContactPortal.Blazor.SignIn;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using SessionOptions = ContactPortal.Blazor.Sessions.SessionOptions;

namespace ContactPortal.Blazor.Circuits;

/// <summary>
/// Stands before the framework's circuits: nobody has one without being signed in or more of them than allowed, and none changes its
/// person. Here, and not in a circuit handler, because a handler is told when the circuit already writes to the new connection.
/// </summary>
internal sealed class CircuitOwnershipHubFilter(ConnectedPages pages, CircuitOwnerStore owners, IOptions<SessionOptions> options) : IHubFilter
{
    // The framework's own names of its methods.
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

            // A circuit that was put away is begun anew: what was typed comes back from the draft, under the person's own sign-in.
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
        if (secret is string started)
            owners.Add(started, invocation.Context.ConnectionId, principal);
        return secret;
    }

    private static async Task<object?> RefuseAsync(HubInvocationContext invocation, string why)
    {
        await invocation.Hub.Clients.Caller.SendAsync(ClientError, why);
        return null;
    }

    private bool MayConnect(HubInvocationContext invocation) =>
        invocation.Context.User is { } principal
        && invocation.HubMethodArguments is [string secret, ..]
        && owners.Transfer(secret, invocation.Context.ConnectionId, principal);
}
