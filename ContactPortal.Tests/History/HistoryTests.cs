using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.History;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.History;

public sealed class HistoryTests
{
    [Theory, EveryDatabase]
    public async Task ManySaves_Done_MakeOneChainWithoutGaps(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact());
        await portal.AddAsync(AContact().In(Roskilde));
        for (var i = 0; i < 5; i++)
        {
            portal.Clock.Advance(TimeSpan.FromMilliseconds(1.7));
            contact = (await portal.SaveAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Name, $"Navn {i}")))
                .Is<SaveOutcome.Saved>().Contact;
        }

        var entries = await portal.HistoryAsync(Aarhus);
        Assert.Equal([1, 2, 3, 4, 5, 6], entries.Select(l => l.Number));
        Assert.Equal(contact.Version, entries[^1].Number);
        AssertChained(entries);
        AssertChained(await portal.HistoryAsync(Roskilde));

        await using var db = await portal.ReadAsync();
        var head = db.Heads.Single(h => h.Organisation == Aarhus);
        Assert.Equal((entries[^1].Number, Convert.ToHexString(entries[^1].Hash)), (head.Number, Convert.ToHexString(head.Hash)));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task Change_Saved_RecordsWhoWhenWhichFieldFromAndTo(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact().WithMobile("28123456"));
        portal.Clock.Advance(TimeSpan.FromDays(1));
        Actor bo = AnActor().Named("Bo Dam");
        var draft = ContactDraft.Of(contact).With(ContactField.Mobile, "28123457").With(
            ContactField.ResponsibilityFor(Amfora), ticked: true);
        await portal.SaveAsync(bo, draft);

        var entry = (await portal.HistoryAsync(Aarhus))[^1];

        Assert.Equal(
            (HistoryKind.ContactChanged, contact.Id, draft.SaveId, bo.PersonId, "Bo Dam", portal.Clock.GetUtcNow()),
            (entry.Kind, entry.Subject, entry.SaveId, entry.ActorId, entry.ActorName, entry.At));
        Assert.Equal(
            [new("Mobile", "+4528123456", "+4528123457"), new("Responsibility:AMFORA", "false", "true")],
            FieldChanges.Read(entry.Changes));
    }

    [Fact]
    public void AnyPartOfAnEntry_Changed_ChangesItsHash()
    {
        var (before, subject, save, at, actor, digest) =
            (new byte[32], Guid.NewGuid(), Guid.NewGuid(), DateTimeOffset.UnixEpoch, Guid.NewGuid(), new byte[32]);
        byte[][] hashes =
        [
            HistoryChain.HashOf(before, Aarhus, 1, subject, HistoryKind.ContactChanged, save, at, actor, digest),
            HistoryChain.HashOf([.. before.Skip(1), 1], Aarhus, 1, subject, HistoryKind.ContactChanged, save, at, actor, digest),
            HistoryChain.HashOf(before, Roskilde, 1, subject, HistoryKind.ContactChanged, save, at, actor, digest),
            HistoryChain.HashOf(before, Aarhus, 2, subject, HistoryKind.ContactChanged, save, at, actor, digest),
            HistoryChain.HashOf(before, Aarhus, 1, Guid.NewGuid(), HistoryKind.ContactChanged, save, at, actor, digest),
            HistoryChain.HashOf(before, Aarhus, 1, subject, HistoryKind.ContactUndone, save, at, actor, digest),
            HistoryChain.HashOf(before, Aarhus, 1, subject, HistoryKind.ContactChanged, Guid.NewGuid(), at, actor, digest),
            HistoryChain.HashOf(before, Aarhus, 1, subject, HistoryKind.ContactChanged, save, at.AddMilliseconds(1), actor, digest),
            HistoryChain.HashOf(before, Aarhus, 1, subject, HistoryKind.ContactChanged, save, at, Guid.NewGuid(), digest),
            HistoryChain.HashOf(before, Aarhus, 1, subject, HistoryKind.ContactChanged, save, at, actor, [.. digest.Skip(1), 1]),
        ];
        Assert.Equal(hashes.Length, hashes.Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public void NameAndChanges_SplitElsewhere_HaveAnotherDigest()
    {
        var salt = HistoryChain.NewSalt();
        Assert.NotEqual(HistoryChain.DigestOf(salt, "ab", "c"), HistoryChain.DigestOf(salt, "a", "bc"));
        Assert.NotEqual(HistoryChain.DigestOf(salt, "ab", "c"), HistoryChain.DigestOf(HistoryChain.NewSalt(), "ab", "c"));
    }

    [Fact]
    public void FieldChanges_WrittenAndRead_AreTheSame()
    {
        FieldChange[] changes = [new("Name", "Åse \"Ø\" <b>", "Bo\u2028Dam"), new("Phone", "", "+4528123456")];
        Assert.Equal(changes, FieldChanges.Read(FieldChanges.Write([.. changes])));
        Assert.Empty(FieldChanges.Read(null));
    }

    private static void AssertChained(IReadOnlyList<HistoryEntry> entries)
    {
        Assert.NotEmpty(entries);
        byte[] before = [];
        foreach (var entry in entries)
        {
            var digest = HistoryChain.DigestOf(entry.Salt!, entry.ActorName!, entry.Changes!);
            Assert.Equal(digest, entry.Digest);
            before = HistoryChain.HashOf(
                before, entry.Organisation, entry.Number, entry.Subject, entry.Kind, entry.SaveId, entry.At, entry.ActorId, digest);
            Assert.Equal(before, entry.Hash);
        }
    }
}
