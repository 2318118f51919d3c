using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Rights;
using ContactPortal.Domain.Storage;
using ContactPortal.Domain.Text;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Deliveries;

/// <summary>
/// Reads deliveries and their errors, and lets people claim and explain errors (D1, D6). Every call checks the right in the database, so
/// that a withdrawal takes effect at once (U2). Without the right nothing is returned or changed.
/// </summary>
public sealed class DeliveryQueries(PortalDatabase database, TimeProvider clock)
{
    // The keys of a claim or an explanation in the history.
    internal const string DeliveryField = "Delivery";
    internal const string PositionField = "Position";
    internal const string ExplanationField = "Explanation";

    /// <summary>Whether the actor may see the deliveries now.</summary>
    public async Task<bool> IsOpenToAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Actions.ReadDeliveries))
            return false;
        await using var db = await database.OpenReadAsync(actor, Actions.ReadDeliveries, cancellationToken);
        return await IsAllowedAsync(db, actor, cancellationToken);
    }

    /// <summary>A page of the errors that match the query.</summary>
    public async Task<ErrorPage> ErrorsAsync(Actor actor, ErrorQuery query, int from, int count, CancellationToken cancellationToken)
    {
        if (!actor.May(Actions.ReadDeliveries))
            return new([], 0);
        await using var db = await database.OpenReadAsync(actor, Actions.ReadDeliveries, cancellationToken);
        if (!await IsAllowedAsync(db, actor, cancellationToken))
            return new([], 0);
        var errors = BuildQuery(db, actor, query);
        return new(
            [.. await errors.OrderBy(e => e.Position).Skip(from).Take(count).ToListAsync(cancellationToken)],
            await errors.CountAsync(cancellationToken));
    }

    /// <summary>Streams all errors that match the query, for an export.</summary>
    public async IAsyncEnumerable<DeliveryError> AllErrorsAsync(
        Actor actor, ErrorQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!actor.May(Actions.ReadDeliveries))
            yield break;
        await using var db = await database.OpenReadAsync(actor, Actions.ReadDeliveries, cancellationToken);
        if (!await IsAllowedAsync(db, actor, cancellationToken))
            yield break;
        await foreach (var error in BuildQuery(db, actor, query)
            .OrderBy(e => e.Position).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return error;
        }
    }

    /// <summary>The codes of a delivery's errors, the most frequent first.</summary>
    public async Task<ImmutableArray<CodeCount>> CodesAsync(Actor actor, ErrorQuery query, CancellationToken cancellationToken)
    {
        if (!actor.May(Actions.ReadDeliveries))
            return [];
        await using var db = await database.OpenReadAsync(actor, Actions.ReadDeliveries, cancellationToken);
        if (!await IsAllowedAsync(db, actor, cancellationToken))
            return [];
        var codes = await BuildQuery(db, actor, query with { Code = null })
            .GroupBy(e => e.Code).Select(g => new { Code = g.Key, Errors = g.Count() }).ToListAsync(cancellationToken);
        return [.. codes.OrderByDescending(c => c.Errors).ThenBy(c => c.Code, StringComparer.Ordinal).Select(
            c => new CodeCount(c.Code, c.Errors))];
    }

    /// <summary>Claims an error, or releases it; false when it does not exist, or somebody else has claimed it.</summary>
    public Task<bool> ClaimAsync(Actor actor, long delivery, int position, bool claim, CancellationToken cancellationToken) =>
        ChangeAsync(actor, delivery, position, claim ? HistoryKind.ErrorClaimed : HistoryKind.ErrorReleased, error =>
        {
            if (error.ClaimedById is { } other && other != actor.PersonId)
                return null;
            (error.ClaimedById, error.ClaimedBy) = claim ? (actor.PersonId, actor.Name) : (default(Guid?), default(string));
            return "";
        }, cancellationToken);

    /// <summary>
    /// Explains an error; an empty text removes the explanation. False when the error does not exist, or the text is not allowed.
    /// </summary>
    public Task<bool> ExplainAsync(Actor actor, long delivery, int position, string explanation, CancellationToken cancellationToken)
    {
        // People may enter CPR numbers too (D9).
        var text = CprMask.MaskIn(explanation.Trim());
        return text.Length > RightsService.LongestReason || !PlainText.IsPlain(text)
            ? Task.FromResult(false)
            : ChangeAsync(actor, delivery, position, HistoryKind.ErrorExplained, error =>
            {
                error.Explanation = text.Length == 0 ? null : text;
                return text;
            }, cancellationToken);
    }

    private Task<bool> ChangeAsync(
        Actor actor, long delivery, int position, HistoryKind kind, Func<DeliveryError, string?> change,
        CancellationToken cancellationToken) =>
        database.ExecuteWriteAsync(actor, async (db, token) =>
        {
            if (!actor.May(Actions.EditErrors) || !await IsAllowedAsync(db, actor, token))
                return false;
            var error = await db.DeliveryErrors.SingleOrDefaultAsync(
                e => e.Organisation == actor.Organisation && e.Delivery == delivery && e.Position == position, token);
            if (error is null || change(error) is not { } text)
                return false;
            if (!db.ChangeTracker.HasChanges())
                return true;

            var history = await HistoryWriter.BeginAsync(db, actor, clock, token);
            history.Append(
                Guid.CreateVersion7(history.Timestamp), kind, Guid.NewGuid(),
                [new(DeliveryField, "", $"{delivery}"), new(PositionField, "", $"{position}"), new(ExplanationField, "", text)]);
            return history.ResultOf(true);
        }, cancellationToken);

    // Resolved errors are rows of the previous delivery.
    private static IQueryable<DeliveryError> BuildQuery(PortalDb db, Actor actor, ErrorQuery query)
    {
        var errors = db.DeliveryErrors.AsNoTracking().Where(e => e.Organisation == actor.Organisation);
        errors = query.State switch
        {
            ErrorState.Resolved => errors.Where(e => e.ResolvedBy == query.Delivery),
            ErrorState.New => errors.Where(e => e.Delivery == query.Delivery && !e.IsPersisting),
            ErrorState.Persisting => errors.Where(e => e.Delivery == query.Delivery && e.IsPersisting),
            null => errors.Where(e => e.Delivery == query.Delivery),
            _ => throw new ArgumentOutOfRangeException(nameof(query), query.State, "No such state."),
        };
        return query.Code is null ? errors : errors.Where(e => e.Code == query.Code);
    }

    /// <summary>Whether the actor's role may see deliveries and the person holds the right now, and has not left (P5).</summary>
    internal static async Task<bool> IsAllowedAsync(PortalDb db, Actor actor, CancellationToken cancellationToken) =>
        actor.May(Actions.ReadDeliveries)
        && await db.Grants.OfTassOpfoelgningIn(actor.Organisation)
            .Where(g => !db.Persons.Any(p => p.Organisation == g.Organisation && p.Id == g.PersonId && p.LeftAt != null))
            .AnyAsync(g => g.PersonId == actor.PersonId, cancellationToken);
}
