using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using ContactPortal.Domain.Text;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Deliveries;

/// <summary>What became of a posted delivery.</summary>
public abstract record IntakeOutcome
{
    private IntakeOutcome()
    {
    }

    /// <summary>It is stored; its mails are in the outbox.</summary>
    public sealed record Stored(Delivery Delivery) : IntakeOutcome;

    /// <summary>The same delivery was stored before; nothing was done again (D2).</summary>
    public sealed record Duplicate(Delivery Delivery) : IntakeOutcome;

    /// <summary>Another delivery has the same id: the content differs.</summary>
    public sealed record ContentMismatch(Delivery Delivery) : IntakeOutcome;

    /// <summary>The body breaks rules.</summary>
    public sealed record Invalid(ImmutableArray<DeliveryValidationError> Errors) : IntakeOutcome;

    /// <summary>Answers each outcome; a missing one does not compile.</summary>
    public T Match<T>(Func<Stored, T> stored, Func<Duplicate, T> known, Func<ContentMismatch, T> otherContent, Func<Invalid, T> invalid) => this switch
    {
        Stored outcome => stored(outcome),
        Duplicate outcome => known(outcome),
        ContentMismatch outcome => otherContent(outcome),
        Invalid outcome => invalid(outcome),
        _ => throw new InvalidOperationException($"Unknown outcome {GetType().Name}."),
    };
}

/// <summary>Takes deliveries in: masks, compares with the delivery before, stores, and writes the mails, all in one transaction (D2-D6, D9).</summary>
public sealed class DeliveryIntake(PortalDatabase database, Outbox outbox, TimeProvider clock)
{
    /// <summary>The actor's name in the history: the reporting system is no person.</summary>
    private static readonly Guid ReportingSystem = new("7f0d5b1c-6e0a-4f5d-9a3e-2f6a7c1d9b10");

    /// <summary>Takes a delivery in on behalf of the system with that name.</summary>
    public async Task<IntakeOutcome> ReceiveAsync(ReportedDelivery reported, string system, CancellationToken cancellationToken)
    {
        // A mask may be longer than what it covers: the lengths that count are those after it.
        var masked = reported.Masked();
        await using (var db = await database.OpenReadAllAsync(cancellationToken))
        {
            var types = await db.DeliveryTypes.AsNoTracking().Select(t => t.Code).ToListAsync(cancellationToken);
            var current = Period.Of(DanishCalendar.Of(clock.GetUtcNow()));
            if (DeliveryRules.Validate(masked, types, current) is { IsEmpty: false } broken)
                return new IntakeOutcome.Invalid(broken);
        }

        var organisation = new OrganisationCode(masked.Organisation!.Value);
        var actor = new Actor(ReportingSystem, system, organisation, Role.Agency);
        return await database.ExecuteWriteAsync(organisation, (db, token) => ReceiveAsync(db, actor, masked, token), cancellationToken);
    }

    /// <summary>The stored delivery with that id; null when none is, or not yet.</summary>
    public async Task<Delivery?> FindAsync(OrganisationCode organisation, string deliveryId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenReadAsync(organisation, cancellationToken);
        return await FindAsync(db, organisation, deliveryId, cancellationToken);
    }

    private async Task<CommandResult<IntakeOutcome>> ReceiveAsync(PortalDb db, Actor system, ReportedDelivery reported, CancellationToken cancellationToken)
    {
        var content = reported.Digest();
        if (await FindAsync(db, system.Organisation, reported.DeliveryId!, cancellationToken) is { } known)
            return known.Content.AsSpan().SequenceEqual(content) ? (IntakeOutcome)new IntakeOutcome.Duplicate(known) : new IntakeOutcome.ContentMismatch(known);

        var before = await db.Deliveries.AsNoTracking()
            .Where(d => d.Organisation == system.Organisation && d.Type == reported.Type)
            .OrderByDescending(d => d.Number)
            .FirstOrDefaultAsync(cancellationToken);
        var history = await HistoryWriter.BeginAsync(db, system, clock, cancellationToken);
        var comparison = await CompareAsync(db, before, reported, cancellationToken);
        var delivery = new Delivery
        {
            Organisation = system.Organisation,
            Number = history.NextNumber,
            DeliveryId = reported.DeliveryId!,
            Type = reported.Type!,
            Period = Period.Parse(reported.Period)!.Value,
            ReceivedAt = history.Timestamp,
            Records = reported.Records!.Value,
            Errors = reported.Errors!.Value.Length,
            Persisting = comparison.Standing.Count,
            Resolved = comparison.Mended.Length,
            Content = content,
        };
        db.Deliveries.Add(delivery);
        history.Append(
            Guid.CreateVersion7(history.Timestamp), HistoryKind.DeliveryReceived, Guid.NewGuid(),
            [new("Type", "", delivery.Type), new("Period", "", delivery.Period.ToString()), new("DeliveryId", "", delivery.DeliveryId)]);
        await outbox.DeliveryArrivedAsync(db, delivery, RowsOf(comparison.Errors), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await DeliveryErrorWriter.WriteAsync(db, delivery, comparison, cancellationToken);
        await DeliveryErrorWriter.MarkResolvedAsync(db, before, delivery, comparison.Mended, cancellationToken);
        return history.ResultOf<IntakeOutcome>(new IntakeOutcome.Stored(delivery));
    }

    private static Task<Delivery?> FindAsync(PortalDb db, OrganisationCode organisation, string deliveryId, CancellationToken cancellationToken) =>
        db.Deliveries.AsNoTracking().SingleOrDefaultAsync(d => d.Organisation == organisation && d.DeliveryId == deliveryId, cancellationToken);

    /// <summary>Finds which of the errors the delivery before had too, and which of its are gone.</summary>
    private static async Task<ErrorComparison> CompareAsync(PortalDb db, Delivery? before, ReportedDelivery reported, CancellationToken cancellationToken)
    {
        var errors = reported.Errors!.Value.Select((error, i) => Received(error!, i + 1)).ToImmutableArray();
        var earlier = before is null
            ? []
            : await db.DeliveryErrors.AsNoTracking()
                .Where(e => e.Organisation == before.Organisation && e.Delivery == before.Number)
                .OrderBy(e => e.Position)
                .Select(e => new PositionedFingerprint(e.Position, e.Fingerprint))
                .ToListAsync(cancellationToken);
        return ErrorComparison.Of(errors, earlier);
    }

    // One code may come with several texts; the first says what it is about.
    private static ImmutableArray<MailRow> RowsOf(ImmutableArray<ClaimedError> errors) =>
    [
        .. errors.GroupBy(e => e.Code).Select(g => new MailRow(g.Key, g.First().Text, g.Count()))
            .OrderByDescending(r => r.Count).ThenBy(r => r.Code, StringComparer.Ordinal),
    ];

    private static ClaimedError Received(ReportedError error, int position)
    {
        var (code, field, reference) = (error.Code!, error.Field ?? "", error.Reference ?? "");
        return new(position, FingerprintsOfAsync(code, field, reference), code, error.Text!, field, error.Line, reference);
    }

    // The line is no part of it: it moves when others are mended.
    private static long FingerprintsOfAsync(string code, string field, string reference)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{code}\n{field}\n{reference}"), digest);
        return BinaryPrimitives.ReadInt64LittleEndian(digest);
    }
}
