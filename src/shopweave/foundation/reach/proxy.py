"""Configurations of the two usual reverse proxies, which hold the certificate for the world."""

from pathlib import Path

_CADDY = """\
# Caddy 2. It gets and renews the certificate by itself. Ports 80 and 443 must reach this machine.
#   sudo cp {file} /etc/caddy/Caddyfile && sudo systemctl reload caddy
{domain} {{
    encode zstd gzip
    reverse_proxy 127.0.0.1:{port} {{
        flush_interval -1
    }}
}}
"""

_NGINX = """\
# nginx 1.22 or later with certbot.
#   sudo cp {file} /etc/nginx/conf.d/shopweave.conf
#   sudo certbot --nginx -d {domain} && sudo systemctl reload nginx
server {{
    listen 80;
    listen [::]:80;
    server_name {domain};
    client_max_body_size 2g;

    location / {{
        proxy_pass http://127.0.0.1:{port};
        proxy_http_version 1.1;
        proxy_set_header Host $host;
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_set_header Connection "";
        proxy_buffering off;
        proxy_read_timeout 1h;
    }}
}}
"""
_KINDS = {"Caddyfile": _CADDY, "nginx.conf": _NGINX}


def write_proxies(folder: Path, domain: str, port: int) -> list[Path]:
    """Write both for this domain; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in _KINDS.items():
        file = folder / name
        file.write_text(text.format(domain=domain, port=port, file=file.absolute()))
        written.append(file)
    return written
