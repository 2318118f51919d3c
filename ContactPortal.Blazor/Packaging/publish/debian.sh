# Packs the published program as a Debian package.
root=$work/deb
install -d "$root/DEBIAN" "$root/etc/contactportal" "$root/usr/lib/systemd/system" "$root/usr/bin" "$root/usr/share/doc/contactportal"
cp -r "$work/linux/contactportal" "$root/usr/lib/contactportal"
rm -r "$root/usr/lib/contactportal/docs"
cp "$work"/docs/* "$root/usr/share/doc/contactportal/"
install -m 0640 "$here/debian/appsettings.Production.json" "$root/etc/contactportal/appsettings.Production.json"

# The program reads its settings from its own folder.
ln -s /etc/contactportal/appsettings.Production.json "$root/usr/lib/contactportal/appsettings.Production.json"
install -m 0644 "$here/contactportal.service" "$root/usr/lib/systemd/system/contactportal.service"
install -m 0755 "$here/debian/contactportal" "$root/usr/bin/contactportal"
install -m 0755 "$here"/debian/{postinst,prerm,postrm} "$root/DEBIAN/"
install -m 0644 "$here/debian/conffiles" "$root/DEBIAN/conffiles"
sed -e "s/@VERSION@/$version/" -e "s/@SIZE@/$(du -sk --apparent-size "$root" | cut -f 1)/" "$here/debian/control.in" >"$root/DEBIAN/control"
dpkg-deb --root-owner-group -Zzstd --build "$root" "$target/contactportal_${version}_amd64.deb" >/dev/null
