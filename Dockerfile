# Two stages: the first compiles the database module and builds the pages, the second holds only what runs.
#   docker build -t reroll .
#   docker run --read-only --tmpfs /tmp -p 3000:3000 -v reroll:/data reroll
#   docker run --read-only --tmpfs /tmp -v reroll:/data reroll node bin/reroll.mjs nightly
FROM node:22.14.0-bookworm AS build
WORKDIR /src
COPY package.json package-lock.json ./
COPY scripts/setup scripts/setup
RUN node --input-type=module -e "import { install } from '/src/scripts/setup/install.mjs'; await install()"
COPY tsconfig.json next.config.ts ./
COPY app app
COPY db db
COPY lib lib
COPY sample sample
COPY scripts scripts
RUN node scripts/setup/container.mjs /app

FROM node:22.14.0-bookworm-slim
# git reads public-inbox archives and git trees; the certificates are for https.
RUN apt-get update \
  && apt-get install -y --no-install-recommends ca-certificates git \
  && rm -rf /var/lib/apt/lists/* \
  && mkdir /data && chown node:node /data
WORKDIR /app
COPY --from=build /app ./
ENV NODE_ENV=production REROLL_DB=/data/reroll.sqlite HOST=0.0.0.0 PORT=3000
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.PORT+'/api/health').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
CMD ["node", "bin/start.mjs"]
