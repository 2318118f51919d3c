using System.Collections.Frozen;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.History;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ContactPortal.Domain.Storage;

/// <summary>The table of history entries.</summary>
internal sealed class HistoryEntryConfiguration : IEntityTypeConfiguration<HistoryEntry>
{
    private const int LongestKind = 32;

    public void Configure(EntityTypeBuilder<HistoryEntry> builder)
    {
        builder.ToTable("History");
        builder.HasKey(e => new { e.Organisation, e.Number });
        builder.HasIndex(e => new { e.Organisation, e.SaveId }).IsUnique();
        builder.HasIndex(e => new { e.Organisation, e.Subject });
        builder.Property(e => e.Kind).HasConversion<KindConverter>().HasMaxLength(LongestKind);
        builder.Property(e => e.ActorName).HasMaxLength(ContactRules.LongestName);
    }

    /// <summary>
    /// Stores a kind by its name; an unknown name reads as <see cref="HistoryKind.Unknown"/> instead of failing the query.
    /// </summary>
    private sealed class KindConverter() : ValueConverter<HistoryKind, string>(kind => kind.ToString(), name => KindOf(name))
    {
        private static readonly FrozenDictionary<string, HistoryKind> Kinds =
            Enum.GetValues<HistoryKind>().ToFrozenDictionary(k => k.ToString());

        private static HistoryKind KindOf(string name) => Kinds.GetValueOrDefault(name, HistoryKind.Unknown);
    }
}
