using System.Collections.Concurrent;
using ContactPortal.Blazor.Circuits;
using ContactPortal.Blazor.SignIn;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Sessions;

/// <summary>
/// Ends the sessions of persons who have left (P5): after every change of an organisation it looks up who has left recently. Their open
/// pages are told to reload, and every session is checked again at its next request.
/// </summary>
internal sealed partial class LeftPersonService(
    ChangeFeed changes, PersonDirectory directory, ConnectedPages pages, SessionActivityStore activity, SessionChangeFeed sessions,
    IOptions<SessionOptions> options, TimeProvider clock, ILogger<LeftPersonService> logger) : BackgroundService
{
    // Those who left earlier are found by the regular check of the sessions.
    private const int ChecksBack = 2;

    private readonly ConcurrentDictionary<OrganisationCode, bool> changed = [];

    // The persons whose sessions have been ended, without those who left before the time that is looked up.
    private readonly HashSet<(OrganisationCode Organisation, Guid PersonId, DateTimeOffset At)> ended = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var due = new SignalCoalescer();
        using var subscription = changes.Subscribe(change =>
        {
            changed[change.Organisation] = true;
            due.Signal();
        });
        while (true)
        {
            await due.WaitAsync(stoppingToken);
            foreach (var organisation in changed.Keys)
            {
                if (changed.TryRemove(organisation, out _))
                    await EndSessionsAsync(organisation, stoppingToken);
            }
        }
    }

    private async Task EndSessionsAsync(OrganisationCode organisation, CancellationToken cancellationToken)
    {
        try
        {
            var since = clock.GetUtcNow() - (ChecksBack * options.Value.CheckEvery);
            var left = await directory.LeftSinceAsync(organisation, since, cancellationToken);
            ended.RemoveWhere(e => e.At < since);
            var ending = left.Where(p => ended.Add((organisation, p.PersonId, p.At))).Select(p => p.PersonId).ToHashSet();
            if (ending.Count == 0)
                return;
            activity.RequireCheckOfAll();
            foreach (var principal in pages.Principals)
            {
                if (principal.ToActor() is { } actor && ending.Contains(actor.PersonId) && principal.ToSession() is { } session)
                    sessions.Publish(session.Id);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(logger, exception.FailureLevel, organisation, exception);
        }
    }

    [LoggerMessage(
        "The sessions of persons who left organisation {Organisation} could not be ended; the regular check of sessions ends them")]
    private static partial void LogFailed(ILogger logger, LogLevel level, OrganisationCode organisation, Exception exception);
}
