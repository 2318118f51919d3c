using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Persons;
using Microsoft.AspNetCore.Mvc;

namespace ContactPortal.Blazor.SignIn;

/// <summary>The endpoints of the waiting page: the form that asks for access, and the long poll for the answer (P3).</summary>
internal static class AccessRequestEndpoints
{
    /// <summary>The longest duration of a poll; the page then sends the next one.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(25);

    /// <summary>The response when the person can sign in now: waiting.js continues to the sign-in.</summary>
    private const string Admitted = "admitted";

    /// <summary>The response to every other answer: waiting.js reloads the page.</summary>
    private const string Answered = "answered";

    public static void MapAccessRequests(this IEndpointRouteBuilder app)
    {
        app.MapPost(PortalUrls.AccessRequest, AskAsync).AllowAnonymous();
        app.MapGet(PortalUrls.AccessRequestState, WaitAsync).AllowAnonymous();
    }

    private static async Task<IResult> AskAsync(
        HttpContext http, AccessRequestService requests, [FromForm(Name = PortalUrls.ReturnKey)] string? back,
        CancellationToken cancellationToken)
    {
        if (await PendingSignIn.GetAsync(http) is { } identity)
            await requests.AskAsync(identity, cancellationToken);
        return Results.LocalRedirect($"{PortalUrls.SignInUnknown}?{ReturnAddress.QueryOf(back)}");
    }

    /// <summary>
    /// 200 once the request has been answered: with the text <see cref="Admitted"/> if the person can sign in now. 204 if it has not been
    /// answered within <see cref="LongestWait"/>.
    /// </summary>
    private static async Task<IResult> WaitAsync(
        HttpContext http, AccessRequestService requests, [FromServices] SignInMatcher matcher, ChangeFeed changes, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (await PendingSignIn.GetAsync(http) is not { } identity)
            return Results.Text(Answered);

        var changed = new SignalCoalescer();
        using var subscription = changes.Subscribe(change =>
        {
            if (change.Organisation == identity.Organisation)
                changed.Signal();
        });
        using var longest = new CancellationTokenSource(LongestWait, clock);
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(longest.Token, cancellationToken);
        try
        {
            while (true)
            {
                if (await AnswerAsync() is { } answer)
                    return Results.Text(answer);
                await changed.WaitAsync(stopped.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Results.NoContent();
        }

        // The request is read before the match: a request that is admitted in between is then found open and matched.
        async Task<string?> AnswerAsync()
        {
            var isOpen = await requests.NewestAsync(identity, stopped.Token) is { AnsweredAt: null };
            return await matcher.MatchAsync(identity, stopped.Token) is SignInMatch.Matched ? Admitted
                : isOpen ? null
                : Answered;
        }
    }
}
