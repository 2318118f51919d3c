using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using ContactPortal.Domain.Text;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Deliveries;

/// <summary>
/// Receives deliveries: masks CPR numbers and validates; then compares with the previous delivery, stores and queues the mails in one
/// transaction (D2-D6, D9).
/// </summary>
public sealed class DeliveryIntake(PortalDatabase database, IDeliveryMails mails, TimeProvider clock)
{
    /// <summary>The maximum length of the stored name of a client; a longer one is cut.</summary>
    public const int LongestClient = 100;

    private const int MostFields = 5;

    /// <summary>The actor's id in the history: a reporting system is no person.</summary>
    private static readonly Guid ReportingSystem = new("7f0d5b1c-6e0a-4f5d-9a3e-2f6a7c1d9b10");

    /// <summary>Receives a delivery from the reporting system with that name.</summary>
    public async Task<IntakeOutcome> ReceiveAsync(ReportedDelivery reported, string system, CancellationToken cancellationToken)
    {
        // Masked before validation: a mask may be longer than the number, and the stored lengths count.
        var masked = reported.Masked();
        await using (var db = await database.OpenReadAllAsync(cancellationToken))
        {
            var types = await db.DeliveryTypes.AsNoTracking().Select(t => t.Code).ToListAsync(cancellationToken);
            var current = Period.Of(DanishCalendar.Of(clock.GetUtcNow()));
            if (DeliveryRules.Validate(masked, types, current) is { IsEmpty: false } errors)
                return new IntakeOutcome.Invalid(errors);
        }

        var organisation = new OrganisationCode(masked.Organisation!.Value);
        var actor = new Actor(ReportingSystem, system, organisation, Role.Agency);
        return await database.ExecuteWriteAsync(organisation, (db, token) => ReceiveAsync(db, actor, masked, token), cancellationToken);
    }

    /// <summary>The delivery with that id that the reporting system has posted, or null.</summary>
    public async Task<Delivery?> FindAsync(
        OrganisationCode organisation, string system, string deliveryId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenReadAsync(organisation, cancellationToken);
        return await FindAsync(db, organisation, ClientOf(system), deliveryId, cancellationToken);
    }

    private async Task<CommandResult<IntakeOutcome>> ReceiveAsync(
        PortalDb db, Actor system, ReportedDelivery reported, CancellationToken cancellationToken)
    {
        var content = reported.Digest();
        if (await FindAsync(db, system.Organisation, ClientOf(system.Name), reported.DeliveryId!, cancellationToken) is { } duplicate)
            return duplicate.Content.AsSpan().SequenceEqual(content)
                ? (IntakeOutcome)new IntakeOutcome.Duplicate(duplicate)
                : new IntakeOutcome.ContentMismatch(duplicate);

        var previous = await db.Deliveries.AsNoTracking()
            .Where(d => d.Organisation == system.Organisation && d.Type == reported.Type)
            .OrderByDescending(d => d.Number)
            .FirstOrDefaultAsync(cancellationToken);
        var history = await HistoryWriter.BeginAsync(db, system, clock, cancellationToken);
        var comparison = await CompareAsync(db, previous, reported, cancellationToken);
        var delivery = new Delivery
        {
            Organisation = system.Organisation,
            Number = history.NextNumber,
            DeliveryId = reported.DeliveryId!,
            Client = ClientOf(system.Name),
            Type = reported.Type!,
            Period = Period.Parse(reported.Period)!.Value,
            ReceivedAt = history.Timestamp,
            Records = reported.Records!.Value,
            Errors = reported.Errors!.Value.Length,
            Persisting = comparison.Persisting.Count,
            Resolved = comparison.Resolved.Length,
            Content = content,
        };
        db.Deliveries.Add(delivery);
        history.Append(
            Guid.CreateVersion7(history.Timestamp), HistoryKind.DeliveryReceived, Guid.NewGuid(),
            [new("Type", "", delivery.Type), new("Period", "", delivery.Period.ToString()), new("DeliveryId", "", delivery.DeliveryId)]);
        await mails.DeliveryArrivedAsync(db, delivery, RowsOf(comparison.Errors), previous is null, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await DeliveryErrorWriter.WriteAsync(db, delivery, comparison, cancellationToken);
        await DeliveryErrorWriter.MarkResolvedAsync(db, previous, delivery, comparison.Resolved, cancellationToken);
        return history.ResultOf<IntakeOutcome>(new IntakeOutcome.Stored(delivery));
    }

    // Whose a delivery without a client is, is unknown: it was received before the client was stored.
    private static Task<Delivery?> FindAsync(
        PortalDb db, OrganisationCode organisation, string client, string deliveryId, CancellationToken cancellationToken) =>
        db.Deliveries.AsNoTracking()
            .Where(d => d.Organisation == organisation && d.DeliveryId == deliveryId && (d.Client == client || d.Client == ""))
            .OrderByDescending(d => d.Client)
            .FirstOrDefaultAsync(cancellationToken);

    private static string ClientOf(string system) => system.Length <= LongestClient ? system : system[..LongestClient];

    /// <summary>Compares the errors with those of the previous delivery.</summary>
    private static async Task<ErrorComparison> CompareAsync(
        PortalDb db, Delivery? previous, ReportedDelivery reported, CancellationToken cancellationToken)
    {
        var errors = reported.Errors!.Value.Select((error, i) => ToReceivedError(error!, i + 1)).ToImmutableArray();
        var earlier = previous is null
            ? []
            : await db.DeliveryErrors.AsNoTracking()
                .Where(e => e.Organisation == previous.Organisation && e.Delivery == previous.Number)
                .OrderBy(e => e.Position)
                .Select(e => new PositionedFingerprint(e.Position, e.Fingerprint))
                .ToListAsync(cancellationToken);
        return ErrorComparison.Of(errors, earlier);
    }

    // The texts of a reporting system stay in the portal: they may hold anything, and the mails come from the portal's address.
    private static ImmutableArray<ErrorGroup> RowsOf(ImmutableArray<ReceivedError> errors) =>
    [
        .. errors.GroupBy(e => e.Code).Select(g => new ErrorGroup(g.Key, FieldsOf(g), g.Count()))
            .OrderByDescending(r => r.Count).ThenBy(r => r.Code, StringComparer.Ordinal),
    ];

    private static ImmutableArray<string> FieldsOf(IEnumerable<ReceivedError> errors) =>
        [.. errors.Select(e => e.Field).Where(field => field.Length > 0).Distinct(StringComparer.Ordinal).Take(MostFields)];

    private static ReceivedError ToReceivedError(ReportedError error, int position)
    {
        var (code, field, reference) = (error.Code!, error.Field ?? "", error.Reference ?? "");
        return new(position, FingerprintOf(code, field, reference), code, error.Text!, field, error.Line, reference);
    }

    // Without the line number, which changes when other errors are corrected.
    private static long FingerprintOf(string code, string field, string reference)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{code}\n{field}\n{reference}"), digest);
        return BinaryPrimitives.ReadInt64LittleEndian(digest);
    }
}
