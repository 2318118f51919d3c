using System.Collections.Immutable;
using ContactPortal.Domain.History;

namespace ContactPortal.Domain.Contacts;

/// <summary>A period in which a person was the contact (K6).</summary>
/// <param name="Rid">The person's RID.</param>
/// <param name="Name">The person's last recorded name.</param>
/// <param name="From">When it began.</param>
/// <param name="Until">When it ended; null for the current person.</param>
public sealed record ContactHolding(string Rid, string Name, DateTimeOffset From, DateTimeOffset? Until);

/// <summary>A contact's history.</summary>
/// <param name="Page">The newest entries.</param>
/// <param name="Holdings">Who was the contact, the current person first.</param>
public sealed record ContactHistory(HistoryPage Page, ImmutableArray<ContactHolding> Holdings)
{
    /// <summary>The history with the holders worked out from the entries that changed the person or the name, given oldest first.</summary>
    public static ContactHistory Of(HistoryPage page, IEnumerable<HistoryEntryView> ofHolders) =>
        new(page, [.. HoldingsIn(ofHolders).Reverse()]);

    /// <summary>Who was the contact, in order, by its entries that changed the person or the name, given oldest first.</summary>
    internal static ImmutableArray<ContactHolding> HoldingsIn(IEnumerable<HistoryEntryView> entries)
    {
        var holdings = ImmutableArray.CreateBuilder<ContactHolding>();
        foreach (var entry in entries)
        {
            var rid = entry.Changes.FirstOrDefault(c => c.Field == ContactField.Rid.Key)?.To;
            var name = entry.Changes.FirstOrDefault(c => c.Field == ContactField.Name.Key)?.To;
            if (rid is not null)
            {
                var before = holdings.LastOrDefault();
                if (before is not null)
                    holdings[^1] = before with { Until = entry.At };
                holdings.Add(new(rid, name ?? before?.Name ?? "", entry.At, Until: null));
            }
            else if (name is not null && holdings.Count > 0)
            {
                holdings[^1] = holdings[^1] with { Name = name };
            }
        }

        return holdings.ToImmutable();
    }
}
